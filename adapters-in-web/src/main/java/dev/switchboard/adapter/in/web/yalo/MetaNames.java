package dev.switchboard.adapter.in.web.yalo;

import static dev.switchboard.adapter.in.web.yalo.LenientJson.object;
import static dev.switchboard.adapter.in.web.yalo.LenientJson.objects;
import static dev.switchboard.adapter.in.web.yalo.LenientJson.text;

import dev.switchboard.application.port.in.chat.LinkIdentities.IdentityReport;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.ExternalId;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the names of WhatsApp users that Meta reports in a batch: phone numbers, and Meta's own
/// ids for users who hide their number.
///
/// Only Meta's own statements about users count, not users' statements about others (`contacts` of
/// a message).
final class MetaNames {

    /// The system messages about a user's new name. Early versions had no type.
    private static final Set<String> CHANGES =
            Set.of("", "user_changed_number", "customer_changed_number", "user_changed_user_id");

    private final YaloWebProperties yalo;

    /// Names that were reported together, in order.
    private final List<Set<ConversationId>> users = new ArrayList<>();

    private final Set<ConversationId> speaking = new LinkedHashSet<>();
    private final List<IdentityReport> moved = new ArrayList<>();

    private MetaNames(YaloWebProperties yalo) {
        this.yalo = yalo;
    }

    /// Reports all users in the batch, also those with a single name.
    static List<IdentityReport> read(JsonObject batch, YaloWebProperties yalo) {
        MetaNames names = new MetaNames(yalo);
        MetaEvents.values(batch).forEach(names::add);
        List<IdentityReport> all = new ArrayList<>();
        for (Set<ConversationId> user : names.users) {
            boolean speaks = !Collections.disjoint(user, names.speaking);
            all.add(new IdentityReport(List.copyOf(user), speaks, false));
        }
        all.addAll(names.moved);
        return all;
    }

    private void add(JsonObject value) {
        for (JsonObject message : objects(value, "messages")) {
            List<ConversationId> sender =
                    names(message, "from", "from_user_id", "from_parent_user_id");
            speaking.addAll(sender);
            together(sender);
            if (text(message, "type").equals("system")) {
                changed(sender, object(message, "system"));
            }
        }
        objects(value, "contacts")
                .forEach(contact -> together(names(contact, "wa_id", "user_id", "parent_user_id")));
        objects(value, "statuses").stream()
                .filter(status -> !text(status, "recipient_type").equals("group"))
                .forEach(status ->
                        together(
                                names(
                                        status,
                                        "recipient_id",
                                        "recipient_user_id",
                                        "recipient_parent_user_id")));
    }

    private List<ConversationId> names(JsonObject object, String... members) {
        return Stream.of(members)
                .map(member -> ExternalId.of(text(object, member)))
                .flatMap(Optional::stream)
                .map(yalo::conversation)
                .distinct()
                .toList();
    }

    /// Merges users who share a reported name.
    private void together(List<ConversationId> told) {
        if (told.isEmpty()) {
            return;
        }
        List<Set<ConversationId>> same =
                users.stream().filter(user -> !Collections.disjoint(user, told)).toList();
        Set<ConversationId> one = new LinkedHashSet<>();
        same.forEach(one::addAll);
        one.addAll(told);
        users.removeAll(same);
        users.add(one);
    }

    /// A new phone number is reported last, because the user is reached there.
    private void changed(List<ConversationId> sender, JsonObject system) {
        List<ConversationId> next =
                names(system, "parent_user_id", "user_id", "new_wa_id", "wa_id");
        Set<ConversationId> all = new LinkedHashSet<>(sender);
        all.addAll(names(system, "customer"));
        all.removeAll(next);
        if (CHANGES.contains(text(system, "type")) && !next.isEmpty() && !all.isEmpty()) {
            all.addAll(next);
            moved.add(new IdentityReport(List.copyOf(all), !sender.isEmpty(), true));
        }
    }
}
