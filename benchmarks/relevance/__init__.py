"""How well the browser's search finds what people mean: judged queries of tests/relevance/ through the real engine."""
