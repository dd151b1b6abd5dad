package dev.switchboard.adapter.in.web.relay;

import java.lang.reflect.Proxy;

/// Makes the other side of [PlainRequest] and [PlainResponse]: each method throws, because there is
/// no servlet container.
final class NoContainer {

    private NoContainer() {}

    static <T> T of(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(
                        NoContainer.class.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, _) -> {
                            throw new UnsupportedOperationException(
                                    method.getName() + " needs a servlet container");
                        }));
    }
}
