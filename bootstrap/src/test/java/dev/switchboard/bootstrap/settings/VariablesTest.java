package dev.switchboard.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/// The mapping of environment variables to properties.
class VariablesTest {

    /// A value other than the default for every property.
    private static final Map<String, String> SAMPLES =
            Map.ofEntries(
                    Map.entry("switchboard.agent.context-messages", "501"),
                    Map.entry("switchboard.agent.context-window", "23h"),
                    Map.entry("switchboard.agent.enabled", "false"),
                    Map.entry("switchboard.agent.search", "false"),
                    Map.entry("switchboard.agent.stats-retention", "30d"),
                    Map.entry("switchboard.agent.gone-after", "61s"),
                    Map.entry("switchboard.agent.heartbeat", "29s"),
                    Map.entry("switchboard.agent.lease", "121s"),
                    Map.entry("switchboard.agent.max-chats", "6"),
                    Map.entry("switchboard.agent.max-consoles", "11"),
                    Map.entry("switchboard.agent.offer-deadline", "31s"),
                    Map.entry("switchboard.agent.offline-grace", "29s"),
                    Map.entry("switchboard.agent.queues", "sales,default"),
                    Map.entry("switchboard.admin-password", "hush-admin-hush"),
                    Map.entry("switchboard.channels.callback-auth", "open"),
                    Map.entry("switchboard.development", "true"),
                    Map.entry("switchboard.channels.disable-on-410", "false"),
                    Map.entry("switchboard.channels.max-pending", "7"),
                    Map.entry("switchboard.channels.silent-after", "7m"),
                    Map.entry("switchboard.channels.query.max-time", "3s"),
                    Map.entry("switchboard.channels.request-timeout", "20s"),
                    Map.entry("switchboard.channels.require-https", "true"),
                    Map.entry("switchboard.channels.response-token-ttl", "2h"),
                    Map.entry("switchboard.channels.response-url-allow", "a.example,b.example"),
                    Map.entry("switchboard.channels.session-retention", "40d"),
                    Map.entry("switchboard.cluster.address", "https://10.0.0.7:8002"),
                    Map.entry("switchboard.cluster.hints", "redis://:hush-hints@10.0.0.9"),
                    Map.entry("switchboard.cluster.enabled", "true"),
                    Map.entry("switchboard.cluster.ssl-bundle", "hubs"),
                    Map.entry("switchboard.console.enabled", "false"),
                    Map.entry("switchboard.console.hue", "140"),
                    Map.entry("switchboard.console.logo", "elsewhere.svg"),
                    Map.entry("switchboard.console.name", "Our desk"),
                    Map.entry("switchboard.console.session", "9h"),
                    Map.entry("switchboard.console.session-idle", "3h"),
                    Map.entry(
                            "switchboard.channels.sessions-server.secret",
                            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                    Map.entry("switchboard.channels.sessions-server.timeout", "6s"),
                    Map.entry("switchboard.channels.sessions-server.url", "http://sessions:1"),
                    Map.entry("switchboard.channels.sync-wait", "4s"),
                    Map.entry("switchboard.cti.allowed-origins", "https://c.example"),
                    Map.entry("switchboard.cti.auth-timeout", "11s"),
                    Map.entry("switchboard.cti.client-names", "One,Two"),
                    Map.entry("switchboard.cti.enabled", "false"),
                    Map.entry("switchboard.cti.expiry-grace", "6s"),
                    Map.entry("switchboard.cti.frame-rate", "51"),
                    Map.entry("switchboard.cti.heartbeat", "31s"),
                    Map.entry("switchboard.cti.connections-per-minute", "1201"),
                    Map.entry("switchboard.cti.max-connections", "20001"),
                    Map.entry("switchboard.cti.max-connections-per-user", "11"),
                    Map.entry("switchboard.cti.max-unproven-per-network", "201"),
                    Map.entry("switchboard.cti.max-frame", "65KB"),
                    Map.entry("switchboard.cti.max-subscriptions", "1001"),
                    Map.entry("switchboard.cti.org-claims", "org,other-org"),
                    Map.entry("switchboard.cti.queue-bytes", "2MB"),
                    Map.entry("switchboard.cti.queue-items", "1025"),
                    Map.entry("switchboard.cti.removal-retention", "25h"),
                    Map.entry("switchboard.cti.slow-after", "11s"),
                    Map.entry("switchboard.cti.user-claims", "user,other-user"),
                    Map.entry("switchboard.data-dir", "elsewhere"),
                    Map.entry("switchboard.dead-retention", "15d"),
                    Map.entry("switchboard.delivery.max-pending", "70"),
                    Map.entry("switchboard.delivery.channel.retry-steps", "2s,9s"),
                    Map.entry("switchboard.delivery.channel.longest-retry-after", "16m"),
                    Map.entry("switchboard.delivery.channel.park-after", "25h"),
                    Map.entry("switchboard.delivery.channel.circuit-opens-after", "6"),
                    Map.entry("switchboard.delivery.channel.circuit-first-pause", "31s"),
                    Map.entry("switchboard.delivery.channel.circuit-longest-pause", "7m"),
                    Map.entry("switchboard.delivery.sessions.retry-steps", "3s,9s"),
                    Map.entry("switchboard.delivery.sessions.longest-retry-after", "17m"),
                    Map.entry("switchboard.delivery.sessions.park-after", "26h"),
                    Map.entry("switchboard.delivery.sessions.circuit-opens-after", "7"),
                    Map.entry("switchboard.delivery.sessions.circuit-first-pause", "32s"),
                    Map.entry("switchboard.delivery.sessions.circuit-longest-pause", "8m"),
                    Map.entry("switchboard.delivery.bot.retry-steps", "4s,9s"),
                    Map.entry("switchboard.delivery.bot.longest-retry-after", "18m"),
                    Map.entry("switchboard.delivery.bot.park-after", "27h"),
                    Map.entry("switchboard.delivery.bot.circuit-opens-after", "8"),
                    Map.entry("switchboard.delivery.bot.circuit-first-pause", "33s"),
                    Map.entry("switchboard.delivery.bot.circuit-longest-pause", "9m"),
                    Map.entry("switchboard.delivery.desk.retry-steps", "5s,9s"),
                    Map.entry("switchboard.delivery.desk.longest-retry-after", "19m"),
                    Map.entry("switchboard.delivery.desk.park-after", "28h"),
                    Map.entry("switchboard.delivery.desk.circuit-opens-after", "9"),
                    Map.entry("switchboard.delivery.desk.circuit-first-pause", "34s"),
                    Map.entry("switchboard.delivery.desk.circuit-longest-pause", "10m"),
                    Map.entry("switchboard.delivery.user.retry-steps", "5s,9s"),
                    Map.entry("switchboard.delivery.user.longest-retry-after", "19m"),
                    Map.entry("switchboard.delivery.user.park-after", "28h"),
                    Map.entry("switchboard.delivery.user.circuit-opens-after", "9"),
                    Map.entry("switchboard.delivery.user.circuit-first-pause", "34s"),
                    Map.entry("switchboard.delivery.user.circuit-longest-pause", "10m"),
                    Map.entry("switchboard.egress.allow", "localhost,10.0.0.0/8"),
                    Map.entry("switchboard.embedded.max-queued", "9"),
                    Map.entry("switchboard.embedded.memory", "65MB"),
                    Map.entry("switchboard.identity.bcrypt-strength", "11"),
                    Map.entry("switchboard.identity.keys.longest-life", "364d"),
                    Map.entry("switchboard.identity.refresh.grace", "31s"),
                    Map.entry("switchboard.identity.refresh.idle", "6d"),
                    Map.entry("switchboard.identity.refresh.longest-life", "29d"),
                    Map.entry("switchboard.media.max-per-day", "2GB"),
                    Map.entry("switchboard.storage.min-free-disk", "513MB"),
                    Map.entry("switchboard.identity.oidc.audience", "hub"),
                    Map.entry("switchboard.identity.oidc.issuer-uri", "https://issuer.example"),
                    Map.entry("switchboard.identity.oidc.jwk-set-uri", "https://keys.example"),
                    Map.entry("switchboard.identity.oidc.roles-claim", "groups"),
                    Map.entry("switchboard.identity.admin-paths", "/c/**,/d"),
                    Map.entry("switchboard.identity.public-paths", "/a/**,/b"),
                    Map.entry("switchboard.master-key", "hush-master"),
                    Map.entry("switchboard.mongodb.uri", "mongodb://hub:hush-mongo@store/hub"),
                    Map.entry("switchboard.pega.ack-timeout", "12s"),
                    Map.entry("switchboard.pega.claim-policy", "legacy"),
                    Map.entry("switchboard.pega.claim-ttl", "25h"),
                    Map.entry("switchboard.pega.clock-skew", "61s"),
                    Map.entry("switchboard.pega.connection-id", "conn-1"),
                    Map.entry("switchboard.pega.connections.some.connection-id", "conn-2"),
                    Map.entry("switchboard.pega.connections.some.dms-url", "https://dms.example/2"),
                    Map.entry(
                            "switchboard.pega.connections.some.jwt-secrets", "hush-pega-some-one"),
                    Map.entry("switchboard.pega.dms-url", "https://dms.example/1"),
                    Map.entry(
                            "switchboard.pega.jwt-secrets", "hush-pega-new-one,hush-pega-old-one"),
                    Map.entry("switchboard.pega.in-flight-per-connection", "33"),
                    Map.entry("switchboard.pega.max-in-flight", "9"),
                    Map.entry("switchboard.pega.notify-after", "32s"),
                    Map.entry("switchboard.pega.request-timeout", "11s"),
                    Map.entry("switchboard.pega.token-ttl", "31s"),
                    Map.entry("switchboard.pega.transmissions-per-connection", "4"),
                    Map.entry("switchboard.pega.undelivered-park-after", "26h"),
                    Map.entry("switchboard.pega.webhook-max-age", "299s"),
                    Map.entry("switchboard.netomi.agents-read", "all"),
                    Map.entry("switchboard.netomi.ack-timeout", "12s"),
                    Map.entry("switchboard.netomi.allowed-origins", "https://b.example"),
                    Map.entry("switchboard.netomi.answer-timeout", "31s"),
                    Map.entry("switchboard.netomi.chunk-wait", "3s"),
                    Map.entry("switchboard.netomi.claim-ttl", "25h"),
                    Map.entry("switchboard.netomi.auth-url", "http://auth:2"),
                    Map.entry("switchboard.netomi.base-url", "http://bot:1"),
                    Map.entry("switchboard.netomi.channel", "WEB"),
                    Map.entry("switchboard.netomi.channel-ref-id", "ref"),
                    Map.entry("switchboard.netomi.integration-channel", "WIDGET"),
                    Map.entry("switchboard.netomi.on-unknown-outcome", "park"),
                    Map.entry("switchboard.netomi.rate", "61"),
                    Map.entry("switchboard.netomi.request-timeout", "21s"),
                    Map.entry("switchboard.netomi.resume-cookie", "false"),
                    Map.entry("switchboard.netomi.sync-wait", "11s"),
                    Map.entry("switchboard.netomi.token-view", "status"),
                    Map.entry("switchboard.netomi.virtual-agent-id", "agent"),
                    Map.entry(
                            "switchboard.netomi.webhook.bearer-tokens",
                            "hush-1-hush-1-hush,hush-2-hush-2-hush"),
                    Map.entry("switchboard.netomi.webhook.require-signature", "true"),
                    Map.entry("switchboard.netomi.webhook.signature-secrets", "hush-3-hush-3-hush"),
                    Map.entry("switchboard.yalo.client", "acme"),
                    Map.entry("switchboard.yalo.username", "yalo-bot"),
                    Map.entry("switchboard.yalo.password", "hush-yalo"),
                    Map.entry("switchboard.yalo.salesforce-username", "sf"),
                    Map.entry("switchboard.yalo.salesforce-password", "hush-sf"),
                    Map.entry("switchboard.yalo.allow-query-token", "false"),
                    Map.entry("switchboard.yalo.allow-query-secret", "true"),
                    Map.entry("switchboard.yalo.webhook-networks", "203.0.113.0/24"),
                    Map.entry("switchboard.pega.webhook-networks", "203.0.113.0/24"),
                    Map.entry("switchboard.channels.callback-networks", "203.0.113.0/24"),
                    Map.entry("switchboard.identity.admin-networks", "203.0.113.0/24"),
                    Map.entry("switchboard.netomi.webhook.networks", "203.0.113.0/24"),
                    Map.entry("switchboard.yalo.source-flow-field", "flow"),
                    Map.entry("switchboard.yalo.source-flows.some.desk", "elsewhere"),
                    Map.entry("switchboard.yalo.source-flows.some.subject", "Orders"),
                    Map.entry("switchboard.yalo.source-flows.some.providers.some.button-id", "b-1"),
                    Map.entry("switchboard.yalo.source-flows.some.providers.some.owner-id", "o-1"),
                    Map.entry(
                            "switchboard.yalo.source-flows.some.providers.some.es-developer-name",
                            "Web"),
                    Map.entry("switchboard.yalo.desk", "other"),
                    Map.entry("switchboard.yalo.blocked-users", "1,2"),
                    Map.entry("switchboard.yalo.ignore-types", "one,two"),
                    Map.entry("switchboard.yalo.restart-keywords", "menu,hola"),
                    Map.entry("switchboard.yalo.on-hold-timeout", "3h"),
                    Map.entry("switchboard.yalo.idle-timeout", "25h"),
                    Map.entry("switchboard.yalo.state-delay", "5s"),
                    Map.entry("switchboard.yalo.locale", "en"),
                    Map.entry("switchboard.yalo.timezone", "UTC"),
                    Map.entry("switchboard.yalo.phone-prefixes-remove", "1,49"),
                    Map.entry("switchboard.yalo.messages.some", "words"),
                    Map.entry("switchboard.yalo.media-max-size", "8MB"),
                    Map.entry("switchboard.yalo.messages-per-second", "21"),
                    Map.entry("switchboard.yalo.success-state.some", "s"),
                    Map.entry("switchboard.yalo.timeout-state.some", "t"),
                    Map.entry("switchboard.yalo.blocked-state.some", "b"),
                    Map.entry("switchboard.yalo.studio-url", "http://studio:1"),
                    Map.entry("switchboard.yalo.studio-token", "hush-studio"),
                    Map.entry("switchboard.yalo.botrunner-url", "http://runner:1"),
                    Map.entry("switchboard.yalo.botrunner-token", "hush-runner"),
                    Map.entry("switchboard.yalo.integrations-url", "http://int:1"),
                    Map.entry("switchboard.yalo.webhook-base-url", "https://hub.example"),
                    Map.entry("switchboard.yalo.webhook-token-in-url", "true"),
                    Map.entry("switchboard.yalo.graph-url", "http://graph:1"),
                    Map.entry("switchboard.yalo.graph-version", "24.0"),
                    Map.entry("switchboard.yalo.providers.some.transport", "meta"),
                    Map.entry("switchboard.yalo.providers.some.channel", "c"),
                    Map.entry("switchboard.yalo.providers.some.bot-id", "b"),
                    Map.entry("switchboard.yalo.providers.some.bot-token", "hush-bot"),
                    Map.entry("switchboard.yalo.providers.some.phone", "1"),
                    Map.entry("switchboard.yalo.providers.some.media-token", "hush-media"),
                    Map.entry(
                            "switchboard.yalo.providers.some.webhook-secrets",
                            "hush-hook-1-hush,hush-hook-2-hush"),
                    Map.entry(
                            "switchboard.yalo.providers.some.hmac-secrets", "hush-hmac-hush-hmac"),
                    Map.entry("switchboard.yalo.providers.some.verify-token", "hush-verify"),
                    Map.entry("switchboard.yalo.providers.some.meta-id", "m"),
                    Map.entry("switchboard.yalo.providers.some.meta-token", "hush-meta"),
                    Map.entry("switchboard.public-url", "https://hub.example"),
                    Map.entry("switchboard.trusted-proxies", "10.0.0.0/8,192.0.2.1"),
                    Map.entry("switchboard.requests.body-grace", "11s"),
                    Map.entry("switchboard.requests.body-rate", "241B"),
                    Map.entry("switchboard.requests.connections-per-network", "4001"),
                    Map.entry("switchboard.requests.header-timeout", "12s"),
                    Map.entry("switchboard.audit.retention", "401d"),
                    Map.entry("switchboard.audit.check-every", "2h"),
                    Map.entry("switchboard.retention", "31d"),
                    Map.entry("switchboard.salesforce.account-fields", "Cp__c=a"),
                    Map.entry("switchboard.salesforce.account-record-type-id", "012a"),
                    Map.entry("switchboard.salesforce.api-version", "68"),
                    Map.entry("switchboard.salesforce.base-url", "https://sf.example"),
                    Map.entry("switchboard.salesforce.blocked-field", "Blocked__c"),
                    Map.entry("switchboard.salesforce.case-fields", "Cp__c=b"),
                    Map.entry("switchboard.salesforce.case-status", "New"),
                    Map.entry("switchboard.salesforce.case-origin", "Web"),
                    Map.entry("switchboard.salesforce.case-priority", "High"),
                    Map.entry("switchboard.salesforce.case-closed-status", "Done"),
                    Map.entry("switchboard.salesforce.client-id", "sf-client"),
                    Map.entry("switchboard.salesforce.client-secret", "hush-salesforce"),
                    Map.entry("switchboard.salesforce.compensation", "close"),
                    Map.entry("switchboard.salesforce.connect-timeout", "26s"),
                    Map.entry("switchboard.salesforce.contact-fields", "Cp__c=c"),
                    Map.entry("switchboard.salesforce.contact-search-fields", "Cp__c=d"),
                    Map.entry("switchboard.salesforce.default-birth-date", "1990-01-01"),
                    Map.entry("switchboard.salesforce.es-developer-name", "Web_Chat"),
                    Map.entry("switchboard.salesforce.language", "en_US"),
                    Map.entry("switchboard.salesforce.login-url", "https://login.example"),
                    Map.entry("switchboard.salesforce.messages-per-minute", "23"),
                    Map.entry("switchboard.salesforce.tokens-per-minute", "201"),
                    Map.entry("switchboard.salesforce.opening-message", "false"),
                    Map.entry("switchboard.salesforce.org-id", "00D000000000001"),
                    Map.entry("switchboard.salesforce.record-type-id", "012b"),
                    Map.entry("switchboard.salesforce.routing-attributes", "CaseId={caseId}"),
                    Map.entry("switchboard.salesforce.scrt-url", "https://scrt.example"),
                    Map.entry("switchboard.sockets.allowed-origins", "https://a.example"),
                    Map.entry("switchboard.sockets.attachment-timeout", "9s"),
                    Map.entry("switchboard.sockets.connect-timeout", "46s"),
                    Map.entry("switchboard.sockets.drain-within", "6s"),
                    Map.entry("switchboard.sockets.event-rate", "41"),
                    Map.entry("switchboard.sockets.max-connections", "20001"),
                    Map.entry("switchboard.sockets.handshakes-per-minute", "1201"),
                    Map.entry("switchboard.sockets.max-handshake-headers", "5KB"),
                    Map.entry("switchboard.sockets.max-payload", "1000001"),
                    Map.entry("switchboard.sockets.max-per-network", "2001"),
                    Map.entry("switchboard.sockets.max-unbound-per-address", "101"),
                    Map.entry("switchboard.sockets.ping-interval", "26s"),
                    Map.entry("switchboard.sockets.ping-timeout", "61s"),
                    Map.entry("switchboard.sockets.queue-bytes", "2MB"),
                    Map.entry("switchboard.sockets.queue-packets", "513"),
                    Map.entry("switchboard.sockets.recovery-window", "25h"),
                    Map.entry("switchboard.sockets.resume-cookie", "false"),
                    Map.entry("switchboard.sockets.slow-after", "31s"),
                    Map.entry("switchboard.sockets.transports", "websocket"),
                    Map.entry("switchboard.sockets.upgrade-timeout", "11s"),
                    Map.entry("switchboard.storage.seal-bodies", "true"),
                    Map.entry("switchboard.sweep", "31s"));

    private static final List<String> SECRETS =
            List.of("hush", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private static final Environment UNTOUCHED = HubProcess.with(Map.of());
    private static final Environment AS_DOCUMENTED = everythingSet(Property::variable);
    private static final Environment AS_SPELLED = everythingSet(Property::readableVariable);

    static Stream<Property> properties() {
        return Property.all();
    }

    static Stream<Class<?>> readers() {
        return Property.readers();
    }

    private static Environment everythingSet(Function<Property, String> variable) {
        return HubProcess.with(
                Property.all()
                        .collect(
                                Collectors.toMap(
                                        variable, VariablesTest::sampleOf, (one, _) -> one)));
    }

    static String sampleOf(Property property) {
        return SAMPLES.getOrDefault(property.name(), "not among the samples");
    }

    @ParameterizedTest
    @MethodSource("properties")
    void setEveryProperty(Property property) {
        Object sample = property.valueOf(sampleOf(property));

        assertThat(property.in(UNTOUCHED)).isNotEqualTo(sample);
        assertThat(property.in(AS_DOCUMENTED)).isEqualTo(sample);
        assertThat(property.in(AS_SPELLED)).isEqualTo(sample);
    }

    @ParameterizedTest
    @CsvSource({
        "PORT, 9000, server.port",
        "DATA_DIR, elsewhere, switchboard.data-dir",
        "SWITCHBOARD_MONGODB_URI, mongodb://store/hub, switchboard.mongodb.uri",
        "MONGO_URL, mongodb://store/hub, switchboard.mongodb.uri",
        "SWITCHBOARD_CLUSTER, true, switchboard.cluster.enabled",
        "NETOMI_BASE_URL, http://bot:1, switchboard.netomi.base-url",
        "NETOMI_AUTH_URL, http://auth:2, switchboard.netomi.auth-url",
        "NETOMI_CHANNEL, WEB, switchboard.netomi.channel",
        "NETOMI_CHANNEL_REF_ID, ref, switchboard.netomi.channel-ref-id",
        "NETOMI_VIRTUAL_AGENT_ID, agent, switchboard.netomi.virtual-agent-id",
        "'WEBHOOK_BEARER_TOKEN', 'hush-1-hush-1-hush',"
                + " 'switchboard.netomi.webhook.bearer-tokens[0]'",
        "'NETOMI_WEBHOOK_SECRET', 'hush-1-hush-1-hush',"
                + " 'switchboard.netomi.webhook.signature-secrets[0]'",
        "SESSIONS_SERVER, http://sessions:1, switchboard.channels.sessions-server.url",
        "DMS_URL, https://dms.example/messages, switchboard.pega.dms-url",
        "JWT_ISSUER, conn-1, switchboard.pega.connection-id",
        "JWT_SECRET, 'one, with a comma', 'switchboard.pega.jwt-secrets[0]'",
        "CLIENT, acme, switchboard.yalo.client",
        "YALO_USERNAME, bot, switchboard.yalo.username",
        "YALO_PASSWORD, hush, switchboard.yalo.password",
        "SALESFORCE_USERNAME, sf, switchboard.yalo.salesforce-username",
        "SALESFORCE_PASSWORD, hush, switchboard.yalo.salesforce-password",
        "STUDIO_NG_URL, http://studio:1, switchboard.yalo.studio-url",
        "STUDIO_NG_TOKEN, hush, switchboard.yalo.studio-token",
        "BOTRUNNER_URL, http://runner:1, switchboard.yalo.botrunner-url",
        "BOTRUNNER_TOKEN, hush, switchboard.yalo.botrunner-token",
        "IGNORE_MESSAGE_TYPES, 'one,two', switchboard.yalo.ignore-types",
        "KEYWORDS_RESTART, 'menu,hola', switchboard.yalo.restart-keywords",
        "TIMEZONE, UTC, switchboard.yalo.timezone",
        "WEBHOOK_BASE_URL, https://hub.example, switchboard.yalo.webhook-base-url",
        "INTEGRATIONS_BASE_URL, http://int:1, switchboard.yalo.integrations-url",
        "INTEGRATIONS_SIGNATURE, 'a,b', 'switchboard.yalo.providers.whatsapp.webhook-secrets[0]'",
        "INTEGRATIONS_SIGNATURE, 'a,b', 'switchboard.yalo.providers.facebook.webhook-secrets[0]'",
        "INTEGRATIONS_WA_CHANNEL, c, switchboard.yalo.providers.whatsapp.channel",
        "INTEGRATIONS_WA_BOT_ID, b, switchboard.yalo.providers.whatsapp.bot-id",
        "INTEGRATIONS_WA_BOT_JWT, hush, switchboard.yalo.providers.whatsapp.bot-token",
        "INTEGRATIONS_WA_BOT_PHONE, 1, switchboard.yalo.providers.whatsapp.phone",
        "INTEGRATIONS_FB_CHANNEL, c, switchboard.yalo.providers.facebook.channel",
        "INTEGRATIONS_FB_BOT_ID, b, switchboard.yalo.providers.facebook.bot-id",
        "INTEGRATIONS_FB_BOT_JWT, hush, switchboard.yalo.providers.facebook.bot-token",
        "INTEGRATIONS_FB_BOT_PHONE, 1, switchboard.yalo.providers.facebook.phone",
        "SALESFORCE-INTEGRATION_CLIENT, acme, switchboard.yalo.client",
        "SALESFORCE-INTEGRATION_STUDIO_NG_URL, http://studio:1, switchboard.yalo.studio-url",
        "SWITCHBOARD_PUBLIC_URL, https://hub.example, switchboard.public-url",
        "SWITCHBOARD_EGRESS_ALLOW, localhost, switchboard.egress.allow",
        "SWITCHBOARD_ADMIN_PASSWORD, correct horse battery, switchboard.admin-password",
        "SWITCHBOARD_MANAGEMENT_PORT, 9001, management.server.port",
        "SWITCHBOARD_MANAGEMENT_ADDRESS, 0.0.0.0, management.server.address",
        "SWITCHBOARD_TRACING, true, management.tracing.export.enabled",
        "SWITCHBOARD_LOG_FORMAT, logstash, logging.structured.format.console",
        "SWITCHBOARD_LOG_LEVEL, DEBUG, logging.level.root",
    })
    void areKnownByShorterNames(String variable, String value, String property) {
        Environment environment = HubProcess.with(Map.of(variable, value));

        assertThat(environment.getProperty(property)).isEqualTo(value);
    }

    /// Variables of the previous integration.
    @Test
    void maySayManyThingsAtOnce() {
        Binder settings =
                Binder.get(
                        HubProcess.with(
                                Map.of(
                                        "BLOCKED_USER_STATE", "facebook:out, whatsapp:off",
                                        "TIMEOUT_STATE", "late",
                                        "MESSAGES", "{\"welcome\":\"I am %s\",\"botLabel\":\"\"}",
                                        "SFC_SOURCE_FLOW_BOT",
                                                """
                                                SFB001={"subject":"a;b={","providers":{"whatsapp":
                                                {"button_id":"573","ownerId":"005"}}};
                                                default={"subject":"All"};\
                                                """)));

        assertThat(texts("blocked-state", settings))
                .isEqualTo(Map.of("facebook", "out", "whatsapp", "off"));
        assertThat(texts("timeout-state", settings))
                .isEqualTo(Map.of("facebook", "late", "whatsapp", "late"));
        assertThat(texts("messages", settings))
                .isEqualTo(Map.of("welcome", "I am {name}", "botLabel", ""));
        assertThat(texts("source-flows.SFB001.providers.whatsapp", settings))
                .isEqualTo(Map.of("button-id", "573", "owner-id", "005"));
        assertThat(texts("source-flows", settings))
                .containsEntry("SFB001.subject", "a;b={")
                .containsEntry("default.subject", "All");
    }

    private static Map<String, String> texts(String name, Binder settings) {
        return settings.bind(
                        ConfigurationPropertyName.adapt("switchboard.yalo." + name, '.'),
                        Bindable.mapOf(String.class, String.class))
                .get();
    }

    @Test
    void preferOurOwnNamesToInheritedOnes() {
        Environment environment =
                HubProcess.with(
                        Map.of(
                                "CLIENT", "old",
                                "SWITCHBOARD_YALO_CLIENT", "new",
                                "INTEGRATIONS_SIGNATURE", "old",
                                "SWITCHBOARD_YALO_PROVIDERS_WHATSAPP_WEBHOOKSECRETS", "new"));
        Binder settings = Binder.get(environment);

        assertThat(settings.bind("switchboard.yalo.client", String.class).get()).isEqualTo("new");
        assertThat(
                        settings.bind(
                                        "switchboard.yalo.providers.whatsapp.webhook-secrets",
                                        Bindable.listOf(String.class))
                                .get())
                .containsExactly("new");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MESSAGES|hush|MESSAGES cannot be used:",
                "MESSAGES|[1]|MESSAGES cannot be used:",
                "SALESFORCE-INTEGRATION_MESSAGES|{|SALESFORCE-INTEGRATION_MESSAGES cannot be used:",
                "SFC_SOURCE_FLOW_BOT|hush|SFC_SOURCE_FLOW_BOT cannot be used:",
                "SFC_SOURCE_FLOW_BOT|SFB001=hush|SFC_SOURCE_FLOW_BOT cannot be used:",
            })
    void areRefusedByNameIfTheyCannotBeRead(String variable, String value, String complaint) {
        Map<String, String> variables = Map.of(variable, value);

        assertThatExceptionOfType(UnusableSettingException.class)
                .isThrownBy(() -> HubProcess.with(variables))
                .withMessage(complaint);
    }

    @Test
    void areNamedAsTheOperatorNamedThem() {
        Variables inherited =
                Variables.of(
                        HubProcess.with(
                                Map.of("SALESFORCE-INTEGRATION_STUDIO_NG_URL", "no address")));

        assertThat(inherited.named("switchboard.yalo.studio-url must be an URL"))
                .startsWith("SALESFORCE-INTEGRATION_STUDIO_NG_URL=no address");
    }

    @ParameterizedTest
    @CsvSource({
        "YALO_USERNAME, switchboard.yalo.password, switchboard.yalo.username",
        "YALO_PASSWORD, switchboard.yalo.username, switchboard.yalo.password",
        "SALESFORCE_USERNAME, switchboard.yalo.salesforce-password,"
                + " switchboard.yalo.salesforce-username",
        "SALESFORCE_PASSWORD, switchboard.yalo.salesforce-username,"
                + " switchboard.yalo.salesforce-password",
    })
    void areRefusedIfTheyAreHalfAPair(String variable, String missing, String given) {
        Environment half = HubProcess.with(Map.of(variable, "hush"));

        assertThatThrownBy(() -> Property.readBy(readerOf(missing), half))
                .rootCause()
                .hasMessage(missing + " is missing: it goes with " + given);
    }

    private static Class<?> readerOf(String property) {
        return Property.all()
                .filter(each -> each.name().equals(property))
                .findFirst()
                .orElseThrow()
                .reader();
    }

    @Test
    void preferOurOwnNameForMongoToTheInheritedOne() {
        Environment environment =
                HubProcess.with(
                        Map.of(
                                "MONGO_URL", "mongodb://old/hub",
                                "SWITCHBOARD_MONGODB_URI", "mongodb://new/hub"));

        assertThat(environment.getProperty("switchboard.mongodb.uri"))
                .isEqualTo("mongodb://new/hub");
    }

    @ParameterizedTest
    @MethodSource("readers")
    void leaveNoSecretInWhatIsPrinted(Class<?> reader) {
        String printed = Property.readBy(reader, AS_DOCUMENTED).toString();

        assertThat(printed).doesNotContain(SECRETS);
    }

    /// Otherwise the test above would search for values that no reader has.
    @Test
    void giveSecretsToTheirReaders() {
        assertThat(Property.all().filter(VariablesTest::isRedacted))
                .extracting(Property::name)
                .contains(
                        "switchboard.channels.sessions-server.secret",
                        "switchboard.master-key",
                        "switchboard.mongodb.uri");
    }

    private static boolean isRedacted(Property property) {
        return "[redacted]".equals(String.valueOf(property.in(AS_DOCUMENTED)));
    }
}
