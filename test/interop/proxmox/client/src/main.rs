//! A Proxmox realm on the crate `openidconnect`, driven as Proxmox drives it:
//!
//!   proxmox-realm authorize <settings.json>                  prints the address that the person is sent to, and what it keeps
//!   proxmox-realm login <settings.json> <kept.json> <code> <state>   prints the claims that the realm sees
//!
//! Proxmox discovers anew for each of the two, sends PKCE, nonce and `display=page`, makes `state` a JSON text, takes a
//! bare origin as redirect_uri, verifies the ID Token and then fills it up from userinfo.

use std::{env, error::Error, fs};

use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClient, CoreGenderClaim, CoreProviderMetadata,
};
use openidconnect::{
    AccessTokenHash, AdditionalClaims, AuthenticationContextClass, AuthorizationCode, ClientId, ClientSecret, CsrfToken,
    HttpRequest, HttpResponse, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    Scope, TokenResponse, UserInfoClaims,
};
use serde::{Deserialize, Serialize};
use serde_json::{json, Value};

type Failure = Box<dyn Error>;

/// A realm of `domains.cfg`.
#[derive(Deserialize)]
struct Settings {
    issuer: String,
    client_id: String,
    client_key: Option<String>,
    /// The origin that the person's browser is at, without a slash.
    redirect: String,
    scopes: Vec<String>,
    prompt: Option<String>,
    acr_values: Option<Vec<String>>,
}

/// What Proxmox keeps on the node until the person is back.
#[derive(Serialize, Deserialize)]
struct Kept {
    csrf_token: String,
    nonce: String,
    pkce_verifier: String,
}

#[derive(Debug, Deserialize, Serialize)]
struct AnyClaims(Value);
impl AdditionalClaims for AnyClaims {}

fn main() {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome = match words[..] {
        ["authorize", settings] => authorize(settings),
        ["login", settings, kept, code, state] => login(settings, kept, code, state),
        _ => Err("usage: proxmox-realm authorize|login …".into()),
    };
    match outcome {
        Ok(answer) => println!("{answer}"),
        Err(failure) => {
            eprintln!("{failure}");
            std::process::exit(1);
        }
    }
}

fn read<T: for<'a> Deserialize<'a>>(file: &str) -> Result<T, Failure> {
    Ok(serde_json::from_str(&fs::read_to_string(file)?)?)
}

/// Redirects are not followed: the crate's documentation says so, and Proxmox does so.
fn send(request: HttpRequest) -> Result<HttpResponse, ureq::Error> {
    let agent = ureq::AgentBuilder::new().redirects(0).build();
    let mut call = agent.request(request.method().as_str(), &request.uri().to_string());
    for (name, value) in request.headers() {
        call = call.set(name.as_str(), value.to_str().unwrap_or_default());
    }
    let answer = match call.send_bytes(request.body()) {
        Err(ureq::Error::Status(_, answer)) => answer,
        other => other?,
    };
    let mut response = openidconnect::http::Response::builder().status(answer.status());
    if let Some(content_type) = answer.header("content-type") {
        response = response.header("content-type", content_type);
    }
    let mut body = Vec::new();
    std::io::Read::read_to_end(&mut answer.into_reader(), &mut body)?;
    Ok(response.body(body).expect("a status and one header"))
}

fn discover(settings: &Settings) -> Result<CoreProviderMetadata, Failure> {
    let issuer = IssuerUrl::new(settings.issuer.clone())?;
    CoreProviderMetadata::discover(&issuer, &send).map_err(|failure| format!("discovery: {failure:?}").into())
}

fn authorize(file: &str) -> Result<Value, Failure> {
    let settings: Settings = read(file)?;
    let client = CoreClient::from_provider_metadata(
        discover(&settings)?,
        ClientId::new(settings.client_id.clone()),
        settings.client_key.clone().map(ClientSecret::new),
    )
    .set_redirect_uri(RedirectUrl::new(settings.redirect.clone())?);
    let csrf_token = CsrfToken::new_random();
    let nonce = Nonce::new_random();
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let state = json!({ "csrf_token": csrf_token.secret(), "realm": "isthmus" }).to_string();
    let sent = nonce.clone();
    let mut request = client
        .authorize_url(CoreAuthenticationFlow::AuthorizationCode, || CsrfToken::new(state), move || sent)
        .set_pkce_challenge(challenge)
        .set_display(CoreAuthDisplay::Page);
    if settings.prompt.as_deref() == Some("login") {
        request = request.add_prompt(CoreAuthPrompt::Login);
    }
    for scope in settings.scopes {
        request = request.add_scope(Scope::new(scope));
    }
    for acr in settings.acr_values.unwrap_or_default() {
        request = request.add_auth_context_value(AuthenticationContextClass::new(acr));
    }
    let kept = Kept {
        csrf_token: csrf_token.secret().clone(),
        nonce: nonce.secret().clone(),
        pkce_verifier: verifier.secret().clone(),
    };
    Ok(json!({ "url": request.url().0.to_string(), "kept": kept }))
}

fn login(file: &str, kept: &str, code: &str, state: &str) -> Result<Value, Failure> {
    let settings: Settings = read(file)?;
    let kept: Kept = read(kept)?;
    let state: Value = serde_json::from_str(state)?;
    if state["csrf_token"] != kept.csrf_token {
        return Err("no openid auth state found (possible timeout)".into());
    }
    let client = CoreClient::from_provider_metadata(
        discover(&settings)?,
        ClientId::new(settings.client_id.clone()),
        settings.client_key.clone().map(ClientSecret::new),
    )
    .set_redirect_uri(RedirectUrl::new(settings.redirect.clone())?);
    let tokens = client
        .exchange_code(AuthorizationCode::new(code.to_owned()))?
        .set_pkce_verifier(PkceCodeVerifier::new(kept.pkce_verifier))
        .request(&send)
        .map_err(|failure| format!("token endpoint: {failure:?}"))?;
    let verifier = client.id_token_verifier();
    let id_token = tokens.id_token().ok_or("Server did not return an ID token")?;
    let claims = id_token.claims(&verifier, &Nonce::new(kept.nonce)).map_err(|failure| format!("ID token: {failure:?}"))?;
    if let Some(expected) = claims.access_token_hash() {
        let algorithm = id_token.signing_alg()?;
        let actual =
            AccessTokenHash::from_token(tokens.access_token(), algorithm, id_token.signing_key(&verifier)?)?;
        if actual != *expected {
            return Err("at_hash does not fit".into());
        }
    }
    let userinfo: UserInfoClaims<AnyClaims, CoreGenderClaim> = client
        .user_info(tokens.access_token().to_owned(), None)?
        .request(&send)
        .map_err(|failure| format!("userinfo: {failure:?}"))?;
    let mut seen = serde_json::to_value(claims)?;
    if let Value::Object(more) = serde_json::to_value(userinfo)? {
        for (name, value) in more {
            if seen[&name].is_null() {
                seen[&name] = value;
            }
        }
    }
    Ok(seen)
}
