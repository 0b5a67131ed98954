# A service provider on ruby-saml, as GitLab and Rails applications use it, strict: every fault is an exception.
#
# Its argument says who it is. It prints its metadata in base64, and answers each command, a line of JSON, with one line:
# login and logout with the address for the browser, and what the browser brings back with what it made of it.
require 'base64'
require 'json'
require 'logger'
require 'onelogin/ruby-saml'
require 'uri'

include OneLogin::RubySaml

Logging.logger = Logger.new($stderr, level: Logger::WARN)

Given = JSON.parse(ARGV[0])

def settings(into = Settings.new)
  into.sp_entity_id = "#{Given['base']}/metadata"
  into.assertion_consumer_service_url = "#{Given['base']}/acs"
  into.single_logout_service_url = "#{Given['base']}/slo"
  into.certificate = File.read(Given['certificate'])
  into.private_key = File.read(Given['key'])
  into.soft = false
  security = into.security
  security[:authn_requests_signed] = Given['signed']
  security[:logout_requests_signed] = security[:logout_responses_signed] = true
  security[:want_assertions_signed] = security[:want_messages_signed] = true
  security[:want_assertions_encrypted] = Given['encrypted']
  security[:want_name_id] = true
  security[:digest_method] = XMLSecurity::Document::SHA256
  security[:signature_method] = XMLSecurity::Document::RSA_SHA256
  into
end

def at_idp(idp)
  settings(IdpMetadataParser.new.parse_remote(idp, false))
end

def begin_login(idp:, force: false, passive: false)
  wish = at_idp(idp)
  wish.force_authn = force
  wish.passive = passive
  request = Authrequest.new
  address = request.create(wish)
  @asked = request.uuid
  { address: address }
end

def end_login(idp:, response:)
  answer = Response.new(response, settings: at_idp(idp), matches_request_id: @asked)
  answer.is_valid?
  @person = [answer.nameid, answer.sessionindex]
  { nameId: answer.nameid, attributes: answer.attributes.to_h }
end

def begin_logout(idp:)
  wish = at_idp(idp)
  wish.idp_slo_service_binding = Utils::BINDINGS[:redirect]
  wish.name_identifier_value, wish.sessionindex = @person
  request = Logoutrequest.new
  address = request.create(wish, RelayState: 'of the logout')
  @asked = request.uuid
  { address: address }
end

def end_logout(idp:, query:)
  parameters = URI.decode_www_form(query).to_h
  answer = Logoutresponse.new(
    parameters['SAMLResponse'], at_idp(idp), matches_request_id: @asked, get_params: parameters
  )
  answer.validate
  { status: answer.status_code }
end

def hear_logout(idp:, query:)
  # As Ruby escapes it is not always as it came, and the signature is over what came.
  raw = query.split('&').to_h { |pair| pair.split('=', 2) }
  parameters = URI.decode_www_form(query).to_h
  wish = at_idp(idp)
  wish.idp_slo_service_binding = Utils::BINDINGS[:redirect]
  request = SloLogoutrequest.new(
    parameters['SAMLRequest'], settings: wish, get_params: parameters, raw_get_params: raw
  )
  request.is_valid?
  { address: SloLogoutresponse.new.create(wish, request.id, nil, RelayState: parameters['RelayState']) }
end

$stdout.sync = true
puts Base64.strict_encode64(Metadata.new.generate(settings))
$stdin.each_line do |line|
  command, wish = JSON.parse(line).values_at('command', 'wish')
  answer =
    begin
      send(command, **wish.transform_keys(&:to_sym))
    rescue StandardError => e
      { refused: e.message }
    end
  puts JSON.generate(answer)
end
