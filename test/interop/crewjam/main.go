// A service provider on crewjam/saml, as Grafana and other Go programs use it.
//
// Its argument says who it is. It prints its metadata in base64, and answers each command, a line of JSON, with one line:
// login and logout with the address for the browser, and what the browser brings back with what it made of it.
package main

import (
	"bufio"
	"context"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"

	"github.com/crewjam/saml"
	"github.com/crewjam/saml/samlsp"
	dsig "github.com/russellhaering/goxmldsig"
)

type given struct {
	Base, Key, Certificate string
	Signed, Encrypted      bool
}

type wish struct {
	Idp      string
	Force    bool
	Passive  bool
	Response string
	Query    string
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func serviceProvider(who given) *saml.ServiceProvider {
	pair := must(tls.LoadX509KeyPair(who.Certificate, who.Key))
	at := func(path string) url.URL { return *must(url.Parse(who.Base + path)) }
	sp := &saml.ServiceProvider{
		EntityID:       who.Base + "/metadata",
		Key:            pair.PrivateKey.(*rsa.PrivateKey),
		Certificate:    must(x509.ParseCertificate(pair.Certificate[0])),
		MetadataURL:    at("/metadata"),
		AcsURL:         at("/acs"),
		SloURL:         at("/slo"),
		LogoutBindings: []string{saml.HTTPRedirectBinding},
	}
	if who.Signed {
		sp.SignatureMethod = dsig.RSASHA256SignatureMethod
	}
	return sp
}

func main() {
	var who given
	if err := json.Unmarshal([]byte(os.Args[1]), &who); err != nil {
		log.Fatal(err)
	}
	sp := serviceProvider(who)
	fmt.Println(base64.StdEncoding.EncodeToString(must(xml.Marshal(sp.Metadata()))))
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	state := &person{}
	for lines.Scan() {
		var asked struct {
			Command string
			Wish    wish
		}
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			log.Fatal(err)
		}
		answer, err := state.answer(sp, asked.Command, asked.Wish)
		if err != nil {
			var invalid *saml.InvalidResponseError
			if errors.As(err, &invalid) {
				err = invalid.PrivateErr
			}
			answer = map[string]any{"refused": err.Error()}
		}
		fmt.Println(string(must(json.Marshal(answer))))
	}
}

// Who is signed in, and what was asked last.
type person struct {
	nameID, asked string
}

func (state *person) answer(sp *saml.ServiceProvider, command string, wish wish) (map[string]any, error) {
	idp := must(url.Parse(wish.Idp))
	sp.IDPMetadata = must(samlsp.FetchMetadata(context.Background(), http.DefaultClient, *idp))
	switch command {
	case "begin_login":
		sp.ForceAuthn = &wish.Force
		location := sp.GetSSOBindingLocation(saml.HTTPRedirectBinding)
		request, err := sp.MakeAuthenticationRequest(location, saml.HTTPRedirectBinding, saml.HTTPPostBinding)
		if err != nil {
			return nil, err
		}
		if wish.Passive {
			request.IsPassive = &wish.Passive
		}
		state.asked = request.ID
		address, err := request.Redirect("", sp)
		return map[string]any{"address": fmt.Sprint(address)}, err
	case "end_login":
		xml := must(base64.StdEncoding.DecodeString(wish.Response))
		assertion, err := sp.ParseXMLResponse(xml, []string{state.asked}, sp.AcsURL)
		if err != nil {
			return nil, err
		}
		state.nameID = assertion.Subject.NameID.Value
		attributes := map[string][]string{}
		for _, statement := range assertion.AttributeStatements {
			for _, attribute := range statement.Attributes {
				for _, value := range attribute.Values {
					attributes[attribute.Name] = append(attributes[attribute.Name], value.Value)
				}
			}
		}
		return map[string]any{"nameId": state.nameID, "attributes": attributes}, nil
	case "begin_logout":
		address, err := sp.MakeRedirectLogoutRequest(state.nameID, "of the logout")
		return map[string]any{"address": fmt.Sprint(address)}, err
	default:
		at := sp.SloURL
		at.RawQuery = wish.Query
		request := &http.Request{Method: http.MethodGet, URL: &at}
		return map[string]any{"status": saml.StatusSuccess}, sp.ValidateLogoutResponseRequest(request)
	}
}
