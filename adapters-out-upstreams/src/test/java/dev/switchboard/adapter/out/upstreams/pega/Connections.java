package dev.switchboard.adapter.out.upstreams.pega;

import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.secret.HmacSha256;
import dev.switchboard.domain.secret.Secret;
import java.util.List;
import java.util.stream.Stream;

/// Connections for tests.
final class Connections {

    static final String SHORT_SECRET = "sixteen bytes ok";
    static final String LONG_SECRET = "a secret of more than thirty-two bytes";

    private Connections() {}

    static PegaConnection connection(String name, String url, String id, String... secrets) {
        List<HmacSha256> keys = Stream.of(secrets).map(Secret::new).map(HmacSha256::of).toList();
        return new PegaConnection(name, EndpointUrl.parse(url), id, keys);
    }

    static PegaConnection issuing(String id, String... secrets) {
        return connection("default", "https://dms.example/messages", id, secrets);
    }
}
