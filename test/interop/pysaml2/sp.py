"""A service provider on pysaml2, with the settings that its documentation recommends."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "python"))

from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT, BINDING_SOAP  # noqa: E402
from saml2.cache import Cache  # noqa: E402
from saml2.client import Saml2Client  # noqa: E402
from saml2.config import SPConfig  # noqa: E402
from saml2.ident import code, decode  # noqa: E402
from saml2.metadata import create_metadata_string  # noqa: E402
from saml2.saml import AuthnContextClassRef  # noqa: E402
from saml2.samlp import RequestedAuthnContext  # noqa: E402
from web import Setting, serve, status_codes  # noqa: E402

SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
SHA256_DIGEST = "http://www.w3.org/2001/04/xmlenc#sha256"

BINDINGS = {"redirect": BINDING_HTTP_REDIRECT, "post": BINDING_HTTP_POST, "soap": BINDING_SOAP}


class Refused(Exception):
    pass


def logout_bindings(variant):
    """The two kinds of entity differ in how they are told of a logout, too."""
    return ["post"] if variant.endswith("-encrypted") else ["redirect"]


class PySaml2:
    def __init__(self, setting):
        self.setting = setting
        # Requests without an answer: pysaml2 takes no Response to another one.
        self.outstanding = {}
        # By variant: who is signed in, and the logouts that it began. pysaml2 asks both.
        self.people = {}
        self.state = {}

    def client(self, variant):
        return Saml2Client(
            config=self.config(variant, self.setting.idp_metadata()),
            identity_cache=self.people.setdefault(variant, Cache()),
            state_cache=self.state.setdefault(variant, {}),
        )

    def config(self, variant, idp_metadata):
        base = self.setting.base(variant)
        keys = {"key_file": self.setting.key_file, "cert_file": self.setting.certificate_file}
        return SPConfig().load(
            {
                "entityid": base + "/metadata",
                "xmlsec_binary": "/usr/bin/xmlsec1",
                "allow_unknown_attributes": True,
                "metadata": {"inline": [idp_metadata]} if idp_metadata else {},
                "service": {
                    "sp": {
                        "endpoints": {
                            "assertion_consumer_service": [(base + "/acs", BINDING_HTTP_POST)],
                            "single_logout_service": [
                                (base + "/slo", BINDINGS[name]) for name in logout_bindings(variant)
                            ],
                        },
                        "authn_requests_signed": variant.startswith("signed-"),
                        "logout_requests_signed": variant.startswith("signed-"),
                        "logout_responses_signed": variant.startswith("signed-"),
                        "want_response_signed": True,
                        "want_assertions_signed": True,
                        "allow_unsolicited": False,
                        "name_id_format": ["urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"],
                    }
                },
                "encryption_keypairs": [keys],
                "signing_algorithm": SHA256,
                "digest_algorithm": SHA256_DIGEST,
                **keys,
            }
        )

    def metadata(self, variant):
        return create_metadata_string(None, config=self.config(variant, None), valid="48").decode()

    def login(self, variant, wish):
        client = self.client(variant)
        binding = BINDING_HTTP_POST if wish.binding == "post" else BINDING_HTTP_REDIRECT
        asked = {}
        if wish.force_authn:
            asked["force_authn"] = "true"
        if wish.is_passive:
            asked["is_passive"] = "true"
        if wish.contexts:
            asked["requested_authn_context"] = RequestedAuthnContext(
                comparison="exact",
                authn_context_class_ref=[AuthnContextClassRef(text=context) for context in wish.contexts],
            )
        request_id, sent = client.prepare_for_authenticate(
            entityid=next(iter(client.metadata.keys())),
            relay_state=wish.relay_state,
            binding=binding,
            sign=wish.signed,
            sigalg=SHA256,
            digest_alg=SHA256_DIGEST,
            **asked,
        )
        self.outstanding[request_id] = "/"
        if binding == BINDING_HTTP_POST:
            return "page", "".join(sent["data"])
        return "redirect", dict(sent["headers"])["Location"]

    def landing(self, variant, fields):
        client = self.client(variant)
        response = client.parse_authn_request_response(
            fields["SAMLResponse"], BINDING_HTTP_POST, outstanding=dict(self.outstanding)
        )
        session = response.session_info()
        context = response.authn_info()[0]
        return {
            "nameId": response.name_id.text,
            "nameIdFormat": response.name_id.format,
            "attributes": response.ava,
            "sessionIndex": response.assertion.authn_statement[0].session_index,
            "contextClass": context[0],
            "issuer": session["issuer"],
            "nameIdCode": code(response.name_id),
        }

    def sent(self, binding, message):
        if binding == BINDING_HTTP_REDIRECT:
            return "redirect", dict(message["headers"])["Location"]
        return "page", "".join(message["data"])

    def logout(self, variant, landing, binding):
        client = self.client(variant)
        entity_id = next(iter(client.metadata.keys()))
        # Without expected_binding, as global_logout() calls it, it takes SOAP whenever that is listed.
        answers = client.do_logout(
            decode(landing["nameIdCode"]), [entity_id], "", None, expected_binding=BINDINGS[binding], sign_alg=SHA256,
            digest_alg=SHA256_DIGEST,
        )
        if binding == "soap":
            client.local_logout(decode(landing["nameIdCode"]))
            return "ended", status_codes(str(answers[entity_id].response))
        return self.sent(*answers[entity_id])

    def slo_request(self, variant, arrival, own, everyone):
        client = self.client(variant)
        binding = BINDINGS[arrival.binding]
        message = client.parse_logout_request(arrival.encoded(), binding).message
        # By POST from another site or by SOAP comes no cookie: the session is found by what the request names.
        indexes = [index.text for index in message.session_index]
        meant = [one for one in everyone if one["sessionIndex"] in indexes and one["nameId"] == message.name_id.text]
        if own is None and not meant:
            raise Refused("no such session")
        person = decode((own or meant[0])["nameIdCode"])
        answer = client.handle_logout_request(
            arrival.encoded(), person, binding, sign_alg=SHA256, digest_alg=SHA256_DIGEST,
            relay_state=arrival.fields.get("RelayState", ""),
        )
        left = [code(subject) for subject in client.users.subjects()]
        ended = [one for one in everyone if one["nameIdCode"] not in left]
        return self.sent(binding, answer), ended

    def slo_response(self, variant, arrival, own, everyone):
        client = self.client(variant)
        response = client.parse_logout_request_response(arrival.encoded(), BINDINGS[arrival.binding])
        begun = client.state[response.in_response_to]
        client.handle_logout_response(response)
        return [one for one in everyone if one["nameIdCode"] == begun["name_id"]]


if __name__ == "__main__":
    setting = Setting()
    serve(setting, PySaml2(setting))
