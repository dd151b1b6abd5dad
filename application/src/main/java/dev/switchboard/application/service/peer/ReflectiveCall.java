package dev.switchboard.application.service.peer;

import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/// A call by reflection whose own exceptions come out as they are.
interface ReflectiveCall {

    @Nullable Object run() throws ReflectiveOperationException;

    static @Nullable Object result(ReflectiveCall call) {
        try {
            return call.run();
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case RuntimeException own -> throw own;
                case Error own -> throw own;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
