"""The web side of the two Python service providers: one port, and one entity for each variant below it.

    GET  /<variant>/metadata   the entity's metadata
    GET  /<variant>/login      sends the browser to the IdP; see Wish for what the query may ask
    POST /<variant>/acs        what the library made of the Response, as JSON

A variant is `signed` or `unsigned` (its requests), a dash, and `encrypted` or `clear` (what it hopes for).
"""
import argparse
import html
import json
import sys
import traceback
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class Setting:
    """Where this service provider is, what it signs with, and where the IdP's metadata is."""

    def __init__(self):
        parser = argparse.ArgumentParser()
        for name in ("port", "idp-metadata", "key", "certificate"):
            parser.add_argument("--" + name, required=True)
        given = parser.parse_args()
        self.port = int(given.port)
        self.origin = "http://127.0.0.1:%s" % given.port
        self.idp_metadata_url = given.idp_metadata
        self.key_file = given.key
        self.certificate_file = given.certificate

    def base(self, variant):
        return "%s/%s" % (self.origin, variant)

    def idp_metadata(self):
        # Read anew for each login: the gateway is started after this.
        with urllib.request.urlopen(self.idp_metadata_url, timeout=10) as answer:
            return answer.read().decode()


class Wish:
    """What one login asks for."""

    def __init__(self, variant, query):
        first = lambda name: query.get(name, [None])[0]
        self.signed = variant.startswith("signed-")
        self.binding = first("binding") or "redirect"
        self.force_authn = first("force") == "true"
        self.is_passive = first("passive") == "true"
        self.contexts = query.get("context", [])
        self.relay_state = first("relay") or ""


def form_post(action, fields):
    """A page that sends its form by itself."""
    inputs = "".join(
        '<input type="hidden" name="%s" value="%s">' % (html.escape(name), html.escape(value))
        for name, value in fields.items()
    )
    return '<body onload="document.forms[0].submit()"><form method="post" action="%s">%s</form>' % (
        html.escape(action),
        inputs,
    )


def serve(setting, library):
    """Serves until it is ended. `library` has metadata(variant), login(variant, wish) and landing(variant, fields)."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            url = urlsplit(self.path)
            variant, _, action = url.path.strip("/").partition("/")
            if action == "metadata":
                self.answer(200, "application/samlmetadata+xml", library.metadata(variant))
            elif action == "login":
                wish = Wish(variant, parse_qs(url.query, keep_blank_values=True))
                kind, value = library.login(variant, wish)
                if kind == "redirect":
                    self.send_response(302)
                    self.send_header("Location", value)
                    self.end_headers()
                else:
                    self.answer(200, "text/html; charset=utf-8", value)
            else:
                self.answer(404, "text/plain", "no such page")

        def do_POST(self):
            variant = urlsplit(self.path).path.strip("/").partition("/")[0]
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            fields = {name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()}
            try:
                landing = dict(library.landing(variant, fields), relayState=fields.get("RelayState", ""))
                self.answer(200, "application/json", json.dumps(landing))
            except Exception as refusal:
                traceback.print_exc()
                problem = "%s: %s" % (type(refusal).__name__, refusal)
                self.answer(403, "application/json", json.dumps({"error": problem}))

        def answer(self, status, kind, body):
            encoded = body.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(encoded)))
            self.end_headers()
            self.wfile.write(encoded)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", setting.port), Handler)
    print("listening", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.exit(0)
