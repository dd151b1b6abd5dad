package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.lang.reflect.Proxy;

/// Ports whose store is away: every call fails like that of the core.
final class Away {

    private Away() {}

    static <P> P port(Class<P> type) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, _) -> {
                            if (method.getName().equals("toString")) {
                                return "Away[" + type.getSimpleName() + "]";
                            }
                            throw new StoreUnavailableException("away");
                        }));
    }
}
