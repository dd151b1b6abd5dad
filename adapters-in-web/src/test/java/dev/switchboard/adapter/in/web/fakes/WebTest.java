package dev.switchboard.adapter.in.web.fakes;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;

/// Runs against the real controllers, filters and security chain on a real server, with fakes
/// behind them. All tests with this annotation share one hub.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestConstructor(autowireMode = AutowireMode.ALL)
@SpringBootTest(
        classes = HubUnderTest.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "switchboard.data-dir=target/hub-under-test/${random.uuid}",
            "switchboard.identity.bcrypt-strength=4",
            "switchboard.identity.public-paths=/open/**",
            "switchboard.identity.admin-paths=/operated/**",
            "switchboard.yalo.client=coppel",
            "switchboard.yalo.blocked-users=52100",
            "switchboard.yalo.source-flows.SFB001.subject=Pedidos",
            "switchboard.yalo.source-flows.SFB001.providers.whatsapp.button-id=573",
            "switchboard.yalo.source-flows.SFB001.providers.whatsapp.owner-id=00G",
            "switchboard.yalo.source-flows.SFB002.desk=elsewhere",
            "switchboard.yalo.source-flows.default.subject=Varios",
            "switchboard.yalo.providers.whatsapp.webhook-secrets=hook-1-long-enough,hook-2-long-enough",
            "switchboard.yalo.providers.whatsapp.hmac-secrets=hmac-1-long-enough,hmac-2-long-enough",
            "switchboard.yalo.providers.whatsapp.verify-token=verify-me",
            "switchboard.yalo.providers.facebook.webhook-secrets=hook-1-long-enough",
            "switchboard.yalo.allow-query-secret=true",
            "switchboard.yalo.username=coppel-bot",
            "switchboard.yalo.password=of-the-bot-of-coppel",
            "switchboard.yalo.tenants.elektra.client=elektra",
            "switchboard.yalo.tenants.elektra.username=elektra-bot",
            "switchboard.yalo.tenants.elektra.password=of-the-bot-of-elektra",
            "switchboard.yalo.tenants.elektra.blocked-users=52200",
            "switchboard.yalo.tenants.elektra.source-flow-field=flow",
            "switchboard.yalo.tenants.elektra.source-flows.tv.subject=Televisores",
            "switchboard.yalo.tenants.elektra.source-flows.default.subject=Todo",
            "switchboard.yalo.tenants.elektra.ignore-types=text",
            "switchboard.yalo.tenants.elektra.providers.whatsapp.webhook-secrets=hook-e-long-enough",
            "switchboard.yalo.tenants.elektra.providers.whatsapp.hmac-secrets=hmac-e-long-enough",
            "switchboard.yalo.tenants.elektra.providers.whatsapp.verify-token=verify-e",
            "switchboard.yalo.tenants.elektra.providers.facebook.webhook-secrets=hook-e-long-enough",
            "switchboard.netomi.webhook.bearer-tokens=webhook-long-enough",
            // as the hub does
            "spring.servlet.multipart.enabled=false",
            "spring.main.banner-mode=off",
            "management.server.port=0",
            "management.endpoint.health.probes.enabled=true",
            "management.endpoint.health.probes.add-additional-paths=true",
            "management.endpoint.health.group.readiness.include=readinessState,store,ownership",
            "management.endpoint.health.status.order=DOWN,OUT_OF_SERVICE,NO_ROOM,UP",
            "management.endpoint.health.status.http-mapping.NO_ROOM=503",
            "management.endpoint.health.status.http-mapping.DOWN=503",
            "management.endpoint.health.status.http-mapping.OUT_OF_SERVICE=503",
            "management.endpoints.web.exposure.include=*"
        })
public @interface WebTest {}
