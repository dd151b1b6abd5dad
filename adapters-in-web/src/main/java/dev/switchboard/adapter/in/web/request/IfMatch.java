package dev.switchboard.adapter.in.web.request;

import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/// The `If-Match` of a caller who changes something that has versions. The tag of a version is its
/// number in quotes; versions begin at 1.
public sealed interface IfMatch {

    Pattern NAMED = Pattern.compile("\"[0-9A-Za-z-]{0,50}\"");

    /// The caller names no version.
    record Absent() implements IfMatch {}

    /// `*`: whatever is there.
    record Any() implements IfMatch {}

    record Version(long number) implements IfMatch {

        private static final Pattern TAG = Pattern.compile("\"([1-9][0-9]{0,17})\"");
    }

    /// @throws ProblemException if it is neither a version's tag nor `*`
    static IfMatch of(@Nullable String header) {
        if (header == null) {
            return new Absent();
        }
        String written = header.strip();
        if (written.equals("*")) {
            return new Any();
        }
        Matcher tag = Version.TAG.matcher(written);
        if (!tag.matches()) {
            throw invalid();
        }
        return new Version(Long.parseLong(tag.group(1)));
    }

    static String tag(long version) {
        return tag(Long.toString(version));
    }

    static String tag(String version) {
        return "\"" + version + "\"";
    }

    /// Returns the version to replace of something whose versions are names instead of numbers;
    /// null for whatever is there.
    ///
    /// @throws ProblemException if it is neither a version's tag nor `*`
    static @Nullable String named(@Nullable String header) {
        String written = header == null ? "*" : header.strip();
        if (written.equals("*")) {
            return null;
        }
        if (!NAMED.matcher(written).matches()) {
            throw invalid();
        }
        return written.substring(1, written.length() - 1);
    }

    private static ProblemException invalid() {
        return new ProblemException(ProblemCode.BAD_REQUEST, "Invalid If-Match");
    }

    /// Begins the answer to a caller who stored a version: 201 if it is the first, else 200, with
    /// its tag.
    static ResponseEntity.BodyBuilder stored(long version) {
        return ResponseEntity.status(version == 1 ? HttpStatus.CREATED : HttpStatus.OK)
                .eTag(tag(version));
    }

    /// Returns the version to replace, for what is added by callers who name none.
    ///
    /// @param now the version that is there; 0 if there is none
    /// @return 0 if there must be none
    /// @throws ProblemException for `*` if there is none
    default long replaces(LongSupplier now) {
        return switch (this) {
            case Absent _ -> 0;
            case Version(var number) -> number;
            case Any _ -> {
                long there = now.getAsLong();
                if (there == 0) {
                    throw new ProblemException(ProblemCode.PRECONDITION_FAILED, "There is none");
                }
                yield there;
            }
        };
    }
}
