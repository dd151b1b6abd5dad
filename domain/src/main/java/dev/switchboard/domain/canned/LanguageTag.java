package dev.switchboard.domain.canned;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The language in which a text is written, as BCP 47 names it in short: a language and perhaps its
/// region, such as `es`, `pt-BR` or `es-419`. It is kept in the case in which it is usually
/// written.
public record LanguageTag(String value) {

    private static final Pattern FORM =
            Pattern.compile("([A-Za-z]{2,3})(?:-([A-Za-z]{2}|[0-9]{3}))?");

    /// @throws InvalidValueException of the field `locale`
    public LanguageTag {
        Matcher parts = FORM.matcher(value);
        if (!parts.matches()) {
            throw new InvalidValueException(
                    "locale", Reason.INVALID, "a language such as es, en or pt-BR");
        }
        String language = parts.group(1).toLowerCase(Locale.ROOT);
        value =
                parts.group(2) == null
                        ? language
                        : language + "-" + parts.group(2).toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
