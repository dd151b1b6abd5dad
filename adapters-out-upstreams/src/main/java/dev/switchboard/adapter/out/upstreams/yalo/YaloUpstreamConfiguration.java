package dev.switchboard.adapter.out.upstreams.yalo;

import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.EgressProperties;
import dev.switchboard.adapter.out.upstreams.http.EgressRules;
import dev.switchboard.adapter.out.upstreams.http.EgressRuntime;
import dev.switchboard.application.port.in.media.LinkMedia;
import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.port.out.upstream.Upstream.ChatRules;
import dev.switchboard.application.port.out.upstream.Upstream.ChatText;
import dev.switchboard.application.port.out.upstream.UserFiles;
import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.PushPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires Yalo's bots and their users' platforms. Whatever is not configured is not called: messages
/// wait.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(YaloProperties.class)
public class YaloUpstreamConfiguration {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int CALLS = 8;

    /// Three attempts for a file, with the pauses between them, must not take more than a minute.
    private static final Duration LOOKUP = Duration.ofSeconds(4);

    private static final Duration DOWNLOAD = Duration.ofSeconds(12);

    /// A separate client, so that the trust in the configured addresses applies to no other call.
    @Bean
    EgressClient yaloClient(YaloProperties yalo, EgressRuntime runtime) {
        return EgressClient.create(EgressRules.trusting(addresses(yalo)), TIMEOUT, runtime);
    }

    @Bean
    YaloGateway yaloGateway(
            YaloProperties yalo,
            LinkMedia media,
            @Qualifier("yaloClient") EgressClient client,
            UserNames names,
            PartitionOwnership ownership,
            Clock clock) {
        Map<String, YaloRequests> clients = new HashMap<>();
        yalo.checked().clients().forEach((name, its) -> clients.put(name, requests(its, media)));
        return new YaloGateway(clients, client, names, ownership, clock);
    }

    private static YaloRequests requests(YaloProperties yalo, LinkMedia media) {
        String agentFile = yalo.texts().getOrDefault(ChatText.AGENT_FILE, "");
        return new YaloRequests(yalo, new MessageTexts.Files(media, agentFile));
    }

    private static List<EndpointUrl> addresses(YaloProperties yalo) {
        return yalo.clients().values().stream()
                .flatMap(its -> its.addresses().stream())
                .distinct()
                .toList();
    }

    /// Users name the addresses of their files, so these are restricted like those of strangers.
    @Bean
    EgressClient fileClient(YaloProperties yalo, EgressProperties egress, EgressRuntime runtime) {
        EgressRules rules = EgressRules.of(egress, false);
        for (YaloProperties its : yalo.clients().values()) {
            rules = rules.alsoTrusting(EndpointUrl.parse(its.graphUrl()));
        }
        return EgressClient.create(rules, DOWNLOAD, runtime);
    }

    @Bean
    EgressClient fileLookupClient(YaloProperties yalo, EgressRuntime runtime) {
        return EgressClient.create(EgressRules.trusting(addresses(yalo)), LOOKUP, runtime);
    }

    @Bean
    UserFiles platformFiles(
            YaloProperties yalo,
            @Qualifier("fileLookupClient") EgressClient lookups,
            @Qualifier("fileClient") EgressClient downloads) {
        return new PlatformFiles(yalo.clients(), lookups, downloads);
    }

    /// Describes Yalo to the core. It has no live clients.
    @Bean
    Upstream yalo(YaloProperties yalo, YaloGateway gateway, UserFiles platformFiles) {
        Map<String, ChatRules> rules = new HashMap<>();
        yalo.clients().forEach((name, its) -> rules.put(name, its.rules()));
        ChatRules usual = yalo.rules(); // for clients that are no longer configured
        return new Upstream(
                YaloGateway.NAME,
                gateway,
                GateSettings.shared(CALLS),
                new PushPolicy(1, List.of(), false),
                new Upstream.Waits(null, null, null, null),
                null,
                null,
                new Upstream.Chats(
                        conversation ->
                                rules.getOrDefault(YaloProperties.clientOf(conversation), usual),
                        platformFiles,
                        new Upstream.Clients(yalo.client(), YaloProperties::clientOf)));
    }
}
