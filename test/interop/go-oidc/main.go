// An app on go-oidc and golang.org/x/oauth2, as Go programs use the two: discovery, PKCE, nonce, code, ID Token and its
// at_hash, userinfo, refresh. It prints the address that a browser is to open, reads the one that it came back to, and prints
// what it got, each on a line.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/url"
	"os"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

type settings struct {
	Issuer, ClientID, Secret, Redirect string
	// in_header, in_params; else the library tries out which one it is.
	Style string
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func main() {
	var given settings
	if err := json.Unmarshal([]byte(os.Args[1]), &given); err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()
	provider := must(oidc.NewProvider(ctx, given.Issuer))
	endpoint := provider.Endpoint()
	endpoint.AuthStyle = map[string]oauth2.AuthStyle{
		"in_header": oauth2.AuthStyleInHeader,
		"in_params": oauth2.AuthStyleInParams,
	}[given.Style]
	config := oauth2.Config{
		ClientID:     given.ClientID,
		ClientSecret: given.Secret,
		Endpoint:     endpoint,
		RedirectURL:  given.Redirect,
		Scopes:       []string{oidc.ScopeOpenID, "profile", "email", "groups"},
	}
	verifier, nonce, state := oauth2.GenerateVerifier(), oauth2.GenerateVerifier(), oauth2.GenerateVerifier()
	fmt.Println(config.AuthCodeURL(state, oauth2.S256ChallengeOption(verifier), oidc.Nonce(nonce)))

	line := bufio.NewScanner(os.Stdin)
	line.Buffer(nil, 1<<20)
	line.Scan()
	back := must(url.Parse(line.Text())).Query()
	if back.Get("state") != state {
		log.Fatal("another state")
	}
	token := must(config.Exchange(ctx, back.Get("code"), oauth2.VerifierOption(verifier)))
	claims := verified(ctx, provider, given.ClientID, nonce, token)
	userinfo := map[string]any{}
	if err := must(provider.UserInfo(ctx, config.TokenSource(ctx, token))).Claims(&userinfo); err != nil {
		log.Fatal(err)
	}
	// The library refreshes what it is told to be over.
	old := &oauth2.Token{RefreshToken: token.RefreshToken}
	next := must(config.TokenSource(ctx, old).Token())
	verified(ctx, provider, given.ClientID, "", next)
	fmt.Println(string(must(json.Marshal(map[string]any{
		"claims": claims, "userinfo": userinfo, "refreshed": next.AccessToken != token.AccessToken,
	}))))
}

func verified(ctx context.Context, provider *oidc.Provider, client, nonce string, token *oauth2.Token) map[string]any {
	raw, _ := token.Extra("id_token").(string)
	idToken := must(provider.Verifier(&oidc.Config{ClientID: client}).Verify(ctx, raw))
	if nonce != "" && idToken.Nonce != nonce {
		log.Fatal("another nonce")
	}
	if err := idToken.VerifyAccessToken(token.AccessToken); err != nil {
		log.Fatal(err)
	}
	claims := map[string]any{}
	if err := idToken.Claims(&claims); err != nil {
		log.Fatal(err)
	}
	return claims
}
