"""The configuration of web servers and of systemd for a host's folder."""

from __future__ import annotations

from string import Template

from yangguang.host.places import Host
from yangguang.render.environment import CONTENT_SECURITY

HEADERS = {
    "Content-Security-Policy": f"{CONTENT_SECURITY}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""What every answer says; stricter than the pages say themselves by what a page cannot say."""
_HASHED = r"^/(assets/.+|search/[a-z]+[0-9]*)\.[0-9a-f]{8,}\.[a-z0-9]+$"
_OPEN = r"^/(data/|feeds/|version\.json$|(regions/[a-z0-9-]+/)?(stats|ledger)/[a-z]+\.csv$)"

_NGINX = Template(r"""# 放到 nginx 的 http {} 里，例如 /etc/nginx/conf.d/；HTTPS 证书另加。
# Into the http {} of nginx, for instance in /etc/nginx/conf.d/; add your certificate for HTTPS.
# "current" 每次发布时整体替换，所以不要打开 open_file_cache / "current" is replaced at each release: no open_file_cache.
map $$uri $$yangguang_cache {
    default                        "public, max-age=60";
    "~$hashed"                     "public, max-age=31536000, immutable";
    "~^/(version\.json|release\.(html|js)|search/index\.js)$$"  "no-cache";
    "~^/previews/"                 "private, no-cache";
}
# 开放数据任何网站的页面都可以读取 / pages of any site may read the open data
map $$uri $$yangguang_readers {
    default  "";
    "~$open" "*";
}
map $$uri $$yangguang_robots {
    default        "";
    "~^/previews/" "noindex";
}
server {
    listen 80;
    # 没有 IPv6 的机器删去下一行 / on a machine without IPv6 leave the next line out
    listen [::]:80;
    server_name _;
    root $root/current;
    index index.html;
    # 表格和说明不在 nginx 自带的类型里 / what nginx itself does not know by name
    include /etc/nginx/mime.types;
    types {
        text/csv       csv;
        text/markdown  md;
    }
    charset utf-8;
    charset_types text/css text/plain text/csv text/markdown text/xml text/javascript application/javascript application/json;
    server_tokens off;
    absolute_redirect off;
    error_page 404 /404.html;
    # 没有首页的文件夹 / a folder without a page of its own
    error_page 403 =404 /404.html;
    gzip on;
    gzip_vary on;
    # 前面还有别的网页服务器时也压缩 / for other web servers that stand before this one, too
    gzip_proxied any;
    gzip_http_version 1.0;
    gzip_min_length 1000;
    gzip_types text/css text/plain text/csv text/markdown text/xml text/javascript application/javascript application/json image/svg+xml;
    add_header Cache-Control $$yangguang_cache;
    add_header X-Robots-Tag $$yangguang_robots;
    add_header Access-Control-Allow-Origin $$yangguang_readers;
$headers
    location ~ /\. { return 404; }
    location = /archive { return 301 /archive/; }
    location /archive/ { alias $root/archive/; }
    location /previews/ {
        # 预览只给单位内部看：换成本单位的网段 / previews are for the office: put your network here
        # 前面还有别的网页服务器，读者就都是它的地址，要在那里限制 / behind another web server all readers bear its address: see to it there
        allow 192.0.2.0/24;
        deny all;
        error_page 404 /404.html;
        alias $root/previews/;
    }
}
""")

_CADDY = Template("""# Caddyfile：把 :80 换成域名，Caddy 会自己办理 HTTPS 证书 / put your domain in the place of :80 for HTTPS
:80 {
	header {
$headers
		-Server
	}
	encode gzip
	@hashed path_regexp $hashed
	@entry path /version.json /release.html /release.js /search/index.js
	header ?Cache-Control "public, max-age=60"
	header @hashed Cache-Control "public, max-age=31536000, immutable"
	header @entry Cache-Control "no-cache"
	# 开放数据任何网站的页面都可以读取 / pages of any site may read the open data
	@data path_regexp $open
	header @data Access-Control-Allow-Origin "*"
	redir /archive /archive/
	# handle：Caddy 把单独的 error 排在各 handle 之后，轮不到它 / an `error` of its own would come after every handle
	@hidden path_regexp /\\.
	handle @hidden {
		error 404
	}
	handle_path /archive/* {
		root * $root/archive
		file_server
	}
	handle_path /previews/* {
		# 预览只给单位内部看：换成本单位的网段 / previews are for the office: put your network here
		# 前面还有别的网页服务器，读者就都是它的地址，要在那里限制 / behind another web server all readers bear its address: see to it there
		@outside not remote_ip 192.0.2.0/24
		error @outside 403
		header X-Robots-Tag noindex
		header Cache-Control "private, no-cache"
		root * $root/previews
		file_server
	}
	handle {
		root * $root/current
		file_server
	}
	handle_errors {
		header {
$headers_of_errors
			-Server
		}
		header Cache-Control no-store
		root * $root/current
		rewrite * /404.html
		file_server
	}
}
""")

_SERVICE = Template("""[Unit]
Description=Yangguang: publishes what was pushed
# 推送再密也不停止监听 / however many pushes there are, the bell stays heard
StartLimitIntervalSec=0

[Service]
Type=oneshot
User=$user
ExecStart=$root/engine/yangguang host work $root --once
TimeoutStartSec=infinity
Nice=10
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=strict
ReadWritePaths=$root
""")

_PATH = Template("""[Unit]
Description=Yangguang: something was pushed

[Path]
PathChanged=$root/bell

[Install]
WantedBy=multi-user.target
""")

_TIMER = """[Unit]
Description=Yangguang: a new day, or a bell that nobody heard

[Timer]
OnBootSec=30s
OnUnitInactiveSec=2min
OnCalendar=*-*-* 00:00:10 Asia/Shanghai

[Install]
WantedBy=timers.target
"""


def files(host: Host, user: str) -> dict[str, str]:
    """Name → text of every file of configuration."""
    root = str(host.root)
    nginx = "\n".join(f'    add_header {name} "{value}" always;' for name, value in HEADERS.items())
    caddy = "\n".join(f'\t\t{name} "{value}"' for name, value in HEADERS.items())
    errors = caddy.replace("\t\t", "\t\t\t")
    return {
        "nginx.conf": _NGINX.substitute(root=root, headers=nginx, hashed=_HASHED, open=_OPEN),
        "Caddyfile": _CADDY.substitute(root=root, headers=caddy, headers_of_errors=errors, hashed=_HASHED, open=_OPEN),
        "yangguang-work.service": _SERVICE.substitute(root=root, user=user),
        "yangguang-work.path": _PATH.substitute(root=root),
        "yangguang-work.timer": _TIMER,
    }
