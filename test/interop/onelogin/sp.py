"""A service provider on python3-saml (OneLogin's toolkit), strict as its documentation recommends."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "python"))

from onelogin.saml2.auth import OneLogin_Saml2_Auth  # noqa: E402
from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser  # noqa: E402
from onelogin.saml2.settings import OneLogin_Saml2_Settings  # noqa: E402
from web import Setting, serve  # noqa: E402


class Refused(Exception):
    pass


class OneLogin:
    def __init__(self, setting):
        self.setting = setting
        # The id of each variant's latest request: the toolkit compares InResponseTo with it.
        self.requests = {}
        self.logouts = {}

    def settings(self, variant, contexts=()):
        base = self.setting.base(variant)
        return {
            "strict": True,
            "debug": True,
            "sp": {
                "entityId": base + "/metadata",
                "assertionConsumerService": {
                    "url": base + "/acs",
                    "binding": "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST",
                },
                "singleLogoutService": {
                    "url": base + "/slo",
                    "binding": "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect",
                },
                "NameIDFormat": "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
                "x509cert": open(self.setting.certificate_file).read(),
                "privateKey": open(self.setting.key_file).read(),
            },
            "security": {
                "authnRequestsSigned": variant.startswith("signed-"),
                "logoutRequestSigned": variant.startswith("signed-"),
                "logoutResponseSigned": variant.startswith("signed-"),
                "wantMessagesSigned": True,
                "wantAssertionsSigned": True,
                "wantAssertionsEncrypted": variant.endswith("-encrypted"),
                "wantNameId": True,
                # Its default, and so that of many applications: exactly PasswordProtectedTransport.
                "requestedAuthnContext": list(contexts) or True,
                "failOnAuthnContextMismatch": True,
                "signatureAlgorithm": "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
                "digestAlgorithm": "http://www.w3.org/2001/04/xmlenc#sha256",
                "rejectDeprecatedAlgorithm": True,
            },
        }

    def metadata(self, variant):
        return OneLogin_Saml2_Settings(self.settings(variant), sp_validation_only=True).get_sp_metadata().decode()

    def auth(self, variant, fields, contexts=(), query=None):
        request = {
            "https": "off",
            "http_host": "127.0.0.1:%s" % self.setting.port,
            "server_port": self.setting.port,
            "script_name": "/%s/%s" % (variant, "acs" if query is None else "slo"),
            "get_data": query or {},
            "post_data": fields,
        }
        idp = OneLogin_Saml2_IdPMetadataParser.parse(self.setting.idp_metadata())
        idp.pop("sp", None)
        settings = OneLogin_Saml2_IdPMetadataParser.merge_settings(idp, self.settings(variant, contexts))
        return OneLogin_Saml2_Auth(request, old_settings=settings)

    def login(self, variant, wish):
        if wish.binding != "redirect":
            raise ValueError("python3-saml sends its requests by HTTP-Redirect alone")
        auth = self.auth(variant, {}, wish.contexts)
        url = auth.login(
            return_to=wish.relay_state or None, force_authn=wish.force_authn, is_passive=wish.is_passive
        )
        self.requests[variant] = (auth.get_last_request_id(), wish.contexts)
        return "redirect", url

    def landing(self, variant, fields):
        request_id, contexts = self.requests.get(variant, (None, ()))
        auth = self.auth(variant, fields, contexts)
        auth.process_response(request_id=request_id)
        if auth.get_errors() or not auth.is_authenticated():
            raise Refused("%s: %s" % (", ".join(auth.get_errors()), auth.get_last_error_reason()))
        return {
            "nameId": auth.get_nameid(),
            "nameIdFormat": auth.get_nameid_format(),
            "attributes": auth.get_attributes(),
            "sessionIndex": auth.get_session_index(),
            "contextClass": auth.get_last_authn_contexts()[0],
            "qualifiers": [auth.get_nameid_nq(), auth.get_nameid_spnq()],
        }

    def logout(self, variant, landing, binding):
        if binding != "redirect":
            raise ValueError("python3-saml knows logout by HTTP-Redirect alone")
        auth = self.auth(variant, {}, query={})
        name_qualifier, sp_name_qualifier = landing["qualifiers"]
        url = auth.logout(
            name_id=landing["nameId"],
            session_index=landing["sessionIndex"],
            name_id_format=landing["nameIdFormat"],
            nq=name_qualifier,
            spnq=sp_name_qualifier,
        )
        self.logouts[variant] = auth.get_last_request_id()
        return "redirect", url

    def take(self, variant, arrival, own, request_id=None):
        if arrival.binding != "redirect":
            raise ValueError("python3-saml knows logout by HTTP-Redirect alone")
        auth = self.auth(variant, {}, query=arrival.fields)
        ended = []
        url = auth.process_slo(request_id=request_id, delete_session_cb=lambda: ended.append(own))
        if auth.get_errors():
            raise Refused("%s: %s" % (", ".join(auth.get_errors()), auth.get_last_error_reason()))
        return url, [landing for landing in ended if landing is not None]

    def slo_request(self, variant, arrival, own, everyone):
        url, ended = self.take(variant, arrival, own)
        return ("redirect", url), ended

    def slo_response(self, variant, arrival, own, everyone):
        return self.take(variant, arrival, own, self.logouts[variant])[1]


if __name__ == "__main__":
    setting = Setting()
    serve(setting, OneLogin(setting))
