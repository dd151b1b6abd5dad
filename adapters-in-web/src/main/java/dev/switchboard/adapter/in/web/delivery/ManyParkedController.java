package dev.switchboard.adapter.in.web.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.json.RequiredField;
import dev.switchboard.adapter.in.web.request.EnumNames;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Bulk;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Chosen;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Left;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Preview;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Remedy;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Selection;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.message.MessageId;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Many parked deliveries at once: counted, then sent again or discarded. Admins' acts are audited.
@RestController
@Tag(name = "Parked deliveries")
@RequestMapping(
        produces = MediaType.APPLICATION_JSON_VALUE,
        consumes = MediaType.APPLICATION_JSON_VALUE)
final class ManyParkedController {

    private final RedriveDeliveries redrives;
    private final KeepAudit audit;

    ManyParkedController(RedriveDeliveries redrives, KeepAudit audit) {
        this.redrives = redrives;
        this.audit = audit;
    }

    /// Send many deliveries again.
    ///
    /// All matching ones, oldest first, or those in `deliveries`. The response says how many stayed
    /// parked, and why: `refused` (their senders were told of the refusal; `include_refused`,
    /// `reason` `refused` or their place in `deliveries` includes them), `probe` (it has no
    /// recipient), `overtaken` (another request was faster), `later` (parked after the count whose
    /// `token` this is).
    ///
    /// With `dry_run`, nothing is sent: the response says what would be, by target, and when the
    /// oldest of these messages was accepted. Its `token`, sent with the same selection, limits the
    /// request to what was counted.
    @PostMapping("/v1/parked/redrive")
    ResponseEntity<BulkView> redriveAllParked(
            @RequestBody(required = false) byte @Nullable [] body, Principal caller) {
        return mend(Remedy.REDRIVE, SelectionBody.from(body), caller);
    }

    /// Discard many deliveries for good.
    ///
    /// Like sending them again, with the same selection, and the `token` of a `dry_run` is
    /// required: nothing is discarded that was not counted. Their messages stay in their
    /// conversations. The response says how many stayed parked, and why: `refused`, `overtaken`,
    /// `later`. A repeat discards nothing more.
    @PostMapping("/v1/parked/discard")
    ResponseEntity<BulkView> discardAllParked(@RequestBody byte[] body, Principal caller) {
        SelectionBody asked = SelectionBody.from(body);
        if (!asked.dryRun()) {
            var _ = RequiredField.value("token", asked.token());
        }
        return mend(Remedy.DISCARD, asked, caller);
    }

    private ResponseEntity<BulkView> mend(Remedy remedy, SelectionBody asked, Principal caller) {
        Selection selection = asked.selection();
        String act = EnumNames.of(remedy);
        String where = subject(selection);
        if (asked.dryRun()) {
            Preview preview = redrives.preview(selection, remedy);
            audit.record(
                    caller.getName(), "delivery.preview_" + act, where, counted(preview.count()));
            String token = CountToken.of(preview.at(), remedy, selection);
            return ResponseEntity.ok(BulkView.of(selection, preview, token));
        }
        Bulk bulk = redrives.applyToAll(asked.asCounted(remedy), remedy);
        audit.record(caller.getName(), "delivery." + act + "_all", where, counted(bulk.count()));
        return ResponseEntity.accepted().body(BulkView.of(selection, bulk));
    }

    private static String subject(Selection selection) {
        if (!selection.chosen().isEmpty()) {
            return "chosen";
        }
        return selection.target() == null ? "*" : selection.target().toString();
    }

    private static String counted(int count) {
        return "count " + count;
    }

    /// The token of a dry run, for the request that acts on the counted deliveries: its time, and a
    /// digest of the act and the selection.
    private static final class CountToken {

        private static final String FIELD = "token";
        private static final char BETWEEN = '_';

        static String of(Instant at, Remedy remedy, Selection selection) {
            return at.toString() + BETWEEN + Sha256.ofRequest(remedy.name(), selection.toString());
        }

        /// When it was counted.
        ///
        /// @throws InvalidValueException if this is no token, or that of another request
        static Instant read(String token, Remedy remedy, Selection selection) {
            int end = token.indexOf(BETWEEN);
            Instant at = end < 0 ? null : QueryText.instant(FIELD, token.substring(0, end));
            if (at == null || !token.equals(of(at, remedy, selection))) {
                throw new InvalidValueException(
                        FIELD, Reason.INVALID, "the token of a dry_run with the same selection");
            }
            return at;
        }
    }

    /// The deliveries to mend; an absent part matches everything.
    ///
    /// @param dryRun whether they are only counted
    /// @param token of the dry run that counted them
    private record SelectionBody(Selection selection, boolean dryRun, @Nullable String token) {

        private static final String DELIVERIES = "deliveries";
        private static final int MOST = 1000;
        private static final Set<String> BESIDE_FILTER = Set.of(DELIVERIES, "dry_run", "token");
        private static final Set<String> FIELDS =
                Stream.concat(
                                BESIDE_FILTER.stream(),
                                Stream.of(
                                        "target",
                                        "reason",
                                        "conversation",
                                        "before",
                                        "include_refused"))
                        .collect(Collectors.toUnmodifiableSet());

        static SelectionBody from(byte @Nullable [] body) {
            JsonFields fields = JsonFields.ofOptional(body);
            FieldChecks checks = fields.checksOfNoneBut(FIELDS);
            Supplier<@Nullable Target> target =
                    checks.field(() -> read(fields.string("target"), Target::parse));
            Supplier<@Nullable String> reason =
                    checks.field(() ->
                            read(fields.string("reason"), code -> new ParkReason(code).code()));
            Supplier<@Nullable ConversationId> conversation =
                    checks.field(() -> read(fields.string("conversation"), ConversationId::named));
            Supplier<@Nullable Instant> before =
                    checks.field(() -> QueryText.instant("before", fields.string("before")));
            Supplier<@Nullable Boolean> refused =
                    checks.field(() -> fields.bool("include_refused"));
            Supplier<@Nullable List<Chosen>> chosen = checks.field(() -> chosen(fields));
            Supplier<@Nullable Boolean> dry = checks.field(() -> fields.bool("dry_run"));
            Supplier<@Nullable String> token = checks.field(() -> fields.string("token"));
            return checks.then(() -> {
                List<Chosen> some = chosen.get();
                Selection selection =
                        some != null
                                ? Selection.of(some)
                                : new Selection(
                                        target.get(),
                                        conversation.get(),
                                        reason.get(),
                                        before.get(),
                                        Boolean.TRUE.equals(refused.get()));
                return new SelectionBody(selection, Boolean.TRUE.equals(dry.get()), token.get());
            });
        }

        private static <T> @Nullable T read(@Nullable String text, Function<String, T> reading) {
            return text == null ? null : reading.apply(text);
        }

        /// Null if all are meant that match the other fields; an empty list means none of them.
        private static @Nullable List<Chosen> chosen(JsonFields fields) {
            List<JsonFields> items = fields.objects(DELIVERIES);
            if (items == null) {
                return null;
            }
            if (items.isEmpty()) {
                throw new InvalidValueException(DELIVERIES, Reason.MISSING);
            }
            if (items.size() > MOST) {
                throw new InvalidValueException(DELIVERIES, Reason.TOO_LONG, "at most " + MOST);
            }
            var _ = fields.refuseAllBut(BESIDE_FILTER);
            List<Chosen> chosen = new ArrayList<>(items.size());
            for (JsonFields item : items) {
                JsonFields known = item.refuseAllBut(Set.of("message_id", "target"));
                chosen.add(
                        new Chosen(
                                new MessageId(known.requiredString("message_id")),
                                Target.parse(known.requiredString("target"))));
            }
            return chosen;
        }

        /// The selection without what was parked after it was counted, if it was.
        Selection asCounted(Remedy remedy) {
            return token == null
                    ? selection
                    : selection.asCounted(CountToken.read(token, remedy, selection));
        }
    }

    /// @param count how many were sent again or discarded, or would be
    /// @param left how many stayed parked
    /// @param leftWhy how many of them for which reason
    /// @param byTarget how many it would be of which target; only for a dry run
    /// @param oldest when the oldest of them was accepted; only for a dry run
    /// @param token limits a request with the same selection to what was counted; only for a dry
    ///   run
    @Schema(name = "BulkView")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BulkView(
            int count,
            int left,
            @JsonProperty("left_why") Map<String, Integer> leftWhy,
            @JsonProperty("by_target") @Nullable Map<String, Integer> byTarget,
            @Nullable Instant oldest,
            @Nullable String token) {

        static BulkView of(Selection selection, Bulk bulk) {
            Map<Left, Integer> left = left(selection, bulk.count(), bulk.left());
            return of(bulk.count(), left, null, null, null);
        }

        static BulkView of(Selection selection, Preview preview, String token) {
            Map<String, Integer> targets = new TreeMap<>();
            preview.targets().forEach((target, n) -> targets.put(target.toString(), n));
            Map<Left, Integer> left = left(selection, preview.count(), preview.left());
            return of(preview.count(), left, targets, preview.oldest(), token);
        }

        /// With the chosen ones that no hub knows: somebody was faster, or they were removed.
        private static Map<Left, Integer> left(
                Selection selection, int count, Map<Left, Integer> known) {
            int unknown = selection.chosen().size() - count - sum(known);
            Map<Left, Integer> left = new TreeMap<>(known);
            if (unknown > 0) {
                left.merge(Left.OVERTAKEN, unknown, Integer::sum);
            }
            return left;
        }

        private static int sum(Map<Left, Integer> left) {
            return left.values().stream().mapToInt(Integer::intValue).sum();
        }

        private static BulkView of(
                int count,
                Map<Left, Integer> left,
                @Nullable Map<String, Integer> targets,
                @Nullable Instant oldest,
                @Nullable String token) {
            Map<String, Integer> why = new TreeMap<>();
            left.forEach((one, n) -> why.put(EnumNames.of(one), n));
            return new BulkView(count, sum(left), why, targets, oldest, token);
        }
    }
}
