#!/usr/bin/env bash
# obstore 0.12.1 takes what is not given to a store from the environment, also whether a server may be asked without encryption
# (AWS_ALLOW_HTTP). But as soon as a store is given client options of any kind, a time limit for example, it passes over that variable, while
# AWS_ENDPOINT_URL and the credentials still come from there: in the same environment each request then ends in "BadScheme".
# Source: obstore makes one record of all client options, which takes the place of the one that the environment has filled.
# What sitegen does: reads AWS_ALLOW_HTTP itself and gives it with its own time limits (output/storage/object_bucket.py).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check obstore==0.12.1 2>/dev/null
cat >"$folder/ask.py" <<'PYTHON'
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import version

import obstore
from obstore.store import S3Store


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "5")
        self.send_header("ETag", '"1"')
        self.send_header("Last-Modified", "Tue, 12 Mar 2024 00:00:00 GMT")
        self.end_headers()
        self.wfile.write(b"ferry")

    def log_message(self, *words):
        pass


server = HTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
os.environ |= {
    "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}", "AWS_ALLOW_HTTP": "true",
    "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": "us-east-1",
}
quick = {"max_retries": 0}


def ask(**options):
    try:
        return bytes(obstore.get(S3Store("library", retry_config=quick, **options), "word").bytes()).decode()
    except Exception as error:
        return "BadScheme, before anything is sent" if "BadScheme" in str(error) else repr(error)


told = {
    "no options": ask(),
    "a time limit": ask(client_options={"timeout": "30s"}),
    "a time limit and allow_http": ask(client_options={"timeout": "30s", "allow_http": True}),
}
print("obstore", version("obstore"))
for options, answer in told.items():
    print(f"{options}: {answer}")
sys.exit(list(told.values()) != ["ferry", "BadScheme, before anything is sent", "ferry"])
PYTHON
"$folder/venv/bin/python" "$folder/ask.py"
