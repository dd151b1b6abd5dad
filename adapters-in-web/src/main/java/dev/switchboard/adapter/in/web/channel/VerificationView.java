package dev.switchboard.adapter.in.web.channel;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.request.EnumNames;
import dev.switchboard.domain.channel.Verification;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of the last conformance probe.
///
/// @param verdict `unverified`, `pass`, `pass_with_warnings` or `fail`
record VerificationView(
        @JsonProperty("verdict") String verdict,
        @JsonProperty("checks") List<CheckView> checks,
        @JsonProperty("checked_at") @Nullable Instant checkedAt) {

    static VerificationView from(Verification verification) {
        return switch (verification) {
            case Verification.Unverified() -> new VerificationView("unverified", List.of(), null);
            case Verification.Probed probed ->
                    new VerificationView(
                            EnumNames.of(probed.verdict()),
                            probed.checks().stream().map(CheckView::from).toList(),
                            probed.checkedAt());
        };
    }

    record CheckView(
            @JsonProperty("name") String name,
            @JsonProperty("ok") boolean ok,
            @JsonProperty("required") boolean required,
            @JsonProperty("detail") String detail) {

        static CheckView from(Verification.Check check) {
            return new CheckView(check.name(), check.ok(), check.required(), check.detail());
        }
    }
}
