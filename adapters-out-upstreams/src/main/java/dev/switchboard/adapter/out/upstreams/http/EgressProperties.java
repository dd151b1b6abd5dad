package dev.switchboard.adapter.out.upstreams.http;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Exceptions to the rule that only public addresses may be called.
///
/// @param allow hosts (`localhost`), addresses (`10.0.0.7`) or networks (`10.0.0.0/8`), each with
///   an optional port (`localhost:5001`, `[::1]:5001`); a host listed with a port may also be
///   called on a port that is otherwise refused
@ConfigurationProperties("switchboard.egress")
public record EgressProperties(@DefaultValue List<String> allow) {
    public EgressProperties {
        allow = List.copyOf(allow);
    }
}
