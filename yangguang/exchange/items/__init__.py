"""Raw items → items as files of content hold them: each text under the key that it means."""
