package dev.switchboard.adapter.in.web.request;

import dev.switchboard.domain.InvalidValueException;
import java.util.Locale;
import java.util.stream.Stream;

/// Values of closed sets as callers write them: in lower case.
public final class EnumNames {

    private EnumNames() {}

    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// @param field where the caller wrote it
    /// @throws InvalidValueException naming all values, if this is none of them
    public static <E extends Enum<E>> E parse(String field, Class<E> type, String name) {
        return Stream.of(type.getEnumConstants())
                .filter(value -> of(value).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        InvalidValueException.noneOf(
                                field, Stream.of(type.getEnumConstants()).map(EnumNames::of)));
    }
}
