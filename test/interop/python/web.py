"""The web side of the two Python service providers: one port, and one entity for each variant below it.

    GET  /<variant>/metadata   the entity's metadata
    GET  /<variant>/login      sends the browser to the IdP; see Wish for what the query may ask
    POST /<variant>/acs        what the library made of the Response, as JSON
    GET  /<variant>/page       who is signed in, as JSON, or 401
    GET  /<variant>/logout     begins a logout at the IdP; `binding` is redirect, post or soap
    ANY  /<variant>/slo        takes the IdP's LogoutRequest and LogoutResponse, by Redirect and POST

A variant is `signed` or `unsigned` (its requests), a dash, and `encrypted` or `clear` (what it hopes for).
"""
import argparse
import html
import json
import re
import secrets
import sys
import traceback
import urllib.request
import zlib
from base64 import b64decode
from http.cookies import SimpleCookie
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


class Arrival:
    """A logout message that came to the SingleLogoutService."""

    def __init__(self, binding, fields):
        self.binding = binding
        self.fields = fields

    def is_response(self):
        return "SAMLResponse" in self.fields

    def encoded(self):
        return self.fields["SAMLResponse" if self.is_response() else "SAMLRequest"]

    def xml(self):
        decoded = b64decode(self.encoded())
        return (zlib.decompress(decoded, -15) if self.binding == "redirect" else decoded).decode()


def status_codes(xml):
    """The values of StatusCode, outermost first."""
    return re.findall(r'<[\w:]*StatusCode\b[^>]*\bValue="([^"]*)"', xml)


class Sessions:
    """The application's own: what landing() said, by the value of a cookie."""

    def __init__(self):
        self.known = {}

    def begin(self, variant, landing):
        token = secrets.token_urlsafe(16)
        self.known[token] = (variant, landing)
        return token

    def find(self, variant, token):
        owner, landing = self.known.get(token, (None, None))
        return landing if owner == variant else None

    def of(self, variant):
        return [landing for owner, landing in self.known.values() if owner == variant]

    def end(self, landing):
        self.known = {token: known for token, known in self.known.items() if known[1] is not landing}


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
    """Serves until it is ended. `library` has

        metadata(variant), login(variant, wish), landing(variant, fields)
        logout(variant, landing, binding)        what is sent, or ("ended", StatusCode values) after SOAP
        slo_request(variant, arrival, own, all)  what is sent, and the sessions that it ended;
                                                 `own` is the browser's, `all` are all of the variant
        slo_response(variant, arrival, own, all) the sessions that are over; raises where it does not take it
    """
    sessions = Sessions()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            url = urlsplit(self.path)
            variant, _, action = url.path.strip("/").partition("/")
            query = parse_qs(url.query, keep_blank_values=True)
            if action == "metadata":
                self.answer(200, "application/samlmetadata+xml", library.metadata(variant))
            elif action == "login":
                self.send(*library.login(variant, Wish(variant, query)))
            elif action == "page":
                own = self.own(variant)
                self.say(401, {"error": "nobody is signed in"}) if own is None else self.say(200, own)
            elif action == "logout":
                self.guarded(lambda: self.logout(variant, query.get("binding", ["redirect"])[0]))
            elif action == "slo":
                arrival = Arrival("redirect", {name: values[0] for name, values in query.items()})
                self.guarded(lambda: self.slo(variant, arrival))
            else:
                self.answer(404, "text/plain", "no such page")

        def do_POST(self):
            variant, _, action = urlsplit(self.path).path.strip("/").partition("/")
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            fields = {name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()}
            if action == "acs":
                self.guarded(lambda: self.acs(variant, fields))
            else:
                self.guarded(lambda: self.slo(variant, Arrival("post", fields)))

        def guarded(self, answer):
            try:
                answer()
            except Exception as refusal:
                traceback.print_exc()
                self.say(403, {"error": "%s: %s" % (type(refusal).__name__, refusal)})

        def own(self, variant):
            cookie = SimpleCookie(self.headers.get("Cookie", "")).get("app")
            return cookie and sessions.find(variant, cookie.value)

        def acs(self, variant, fields):
            landing = library.landing(variant, fields)
            token = sessions.begin(variant, landing)
            cookie = "app=%s; Path=/%s; SameSite=Lax; HttpOnly" % (token, variant)
            self.say(200, dict(landing, relayState=fields.get("RelayState", "")), {"Set-Cookie": cookie})

        def logout(self, variant, binding):
            own = self.own(variant)
            if own is None:
                raise ValueError("nobody is signed in")
            kind, value = library.logout(variant, own, binding)
            if kind == "ended":
                sessions.end(own)
                self.say(200, {"status": value})
            else:
                self.send(kind, value)

        def slo(self, variant, arrival):
            if arrival.is_response():
                ended = library.slo_response(variant, arrival, self.own(variant), sessions.of(variant))
                for landing in ended:
                    sessions.end(landing)
                self.say(200, {"status": status_codes(arrival.xml())})
                return
            sent, ended = library.slo_request(variant, arrival, self.own(variant), sessions.of(variant))
            for landing in ended:
                sessions.end(landing)
            self.send(*sent)

        def send(self, kind, value):
            if kind == "redirect":
                self.answer(302, "text/plain", "", {"Location": value})
            else:
                self.answer(200, "text/html; charset=utf-8", value)

        def say(self, status, value, headers={}):
            self.answer(status, "application/json", json.dumps(value), headers)

        def answer(self, status, kind, body, headers={}):
            encoded = body.encode()
            self.send_response(status)
            for name, text in headers.items():
                self.send_header(name, text)
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
