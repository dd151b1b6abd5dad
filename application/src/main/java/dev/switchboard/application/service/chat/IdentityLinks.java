package dev.switchboard.application.service.chat;

import dev.switchboard.application.port.in.chat.LinkIdentities;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.application.port.out.chat.UserNames.Replaced;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Joins the names of one user. It keeps nothing in memory, so another hub on the same store knows
/// the same at once.
final class IdentityLinks implements LinkIdentities {

    /// The number of tries: another call may be faster with the names of the same user.
    private static final int TRIES = 20;

    private final UserNames names;
    private final Conversations conversations;
    private final Chats chats;

    IdentityLinks(UserNames names, Conversations conversations, Chats chats) {
        this.names = names;
        this.conversations = conversations;
        this.chats = chats;
    }

    @Override
    public UserIdentity find(ConversationId name) {
        return names.find(List.of(name)).stream().findFirst().orElse(UserIdentity.of(name));
    }

    @Override
    public Map<ConversationId, ConversationId> learn(List<IdentityReport> all) {
        Set<ConversationId> reported = new LinkedHashSet<>();
        all.forEach(each -> reported.addAll(each.names()));
        Map<ConversationId, UserIdentity> known = known(reported);
        List<IdentityReport> news = all.stream().filter(each -> isNews(each, known)).toList();
        news.forEach(this::mergeUntilDone);
        Map<ConversationId, UserIdentity> now = news.isEmpty() ? known : known(reported);
        Map<ConversationId, ConversationId> leads = new HashMap<>();
        reported.forEach(name -> leads.put(name, user(name, now).conversation()));
        return leads;
    }

    private Map<ConversationId, UserIdentity> known(Collection<ConversationId> reported) {
        Map<ConversationId, UserIdentity> known = new HashMap<>();
        if (!reported.isEmpty()) {
            names.find(reported)
                    .forEach(user -> user.names().forEach(name -> known.put(name, user)));
        }
        return known;
    }

    private static UserIdentity user(ConversationId name, Map<ConversationId, UserIdentity> known) {
        UserIdentity user = known.get(name);
        return user == null ? UserIdentity.of(name) : user;
    }

    private static boolean isNews(IdentityReport report, Map<ConversationId, UserIdentity> known) {
        UserIdentity first = user(report.names().getFirst(), known);
        return !first.names().containsAll(report.names())
                || (report.moved() && !first.names().getLast().equals(report.names().getLast()));
    }

    private void mergeUntilDone(IdentityReport report) {
        for (int i = 0; i < TRIES; i++) {
            if (merge(report) == Replaced.DONE) {
                return;
            }
        }
        throw new StoreUnavailableException("Others changed the names of a user all the time");
    }

    /// One of the users who are reported to be the same.
    ///
    /// @param known whether its names are stored
    /// @param since the start of its conversation; [Instant#MAX] if it has none
    /// @param live whether it has a live chat
    private record Candidate(UserIdentity user, boolean known, Instant since, boolean live) {

        boolean exists() {
            return known || since.isBefore(Instant.MAX);
        }

        /// Whether the report has the user's own name, which is that of its conversation.
        boolean isReported(IdentityReport report) {
            return report.names().contains(user.conversation());
        }
    }

    private Replaced merge(IdentityReport report) {
        Map<ConversationId, UserIdentity> known = known(report.names());
        List<Candidate> all =
                report.names().stream()
                        .map(name -> user(name, known))
                        .distinct()
                        .map(user -> candidate(user, known.containsValue(user)))
                        .toList();
        if (!report.speaks() && all.stream().noneMatch(Candidate::exists)) {
            return Replaced.DONE;
        }
        Candidate main = main(all);
        List<Candidate> others = all.stream().filter(it -> !it.equals(main) && !it.live()).toList();
        if (report.moved() && releaseMovedName(report, others)) {
            // the owner of that name is determined again
            return Replaced.OVERTAKEN;
        }
        List<Candidate> joinedUsers =
                Stream.concat(Stream.of(main), others.stream().filter(it -> it.isReported(report)))
                        .toList();
        UserIdentity next = joined(joinedUsers, report);
        return joinedUsers.size() == 1 && next.equals(main.user())
                ? Replaced.DONE
                : names.replace(
                        joinedUsers.stream().filter(Candidate::known).map(Candidate::user).toList(),
                        next);
    }

    /// Takes a reported name from a user whose own name was not reported.
    ///
    /// @return false if there is no such user
    private boolean releaseMovedName(IdentityReport report, List<Candidate> others) {
        for (Candidate other : others) {
            if (!other.isReported(report)) {
                UserIdentity rest = other.user().without(report.names());
                names.replace(List.of(other.user()), rest);
                return true;
            }
        }
        return false;
    }

    private Candidate candidate(UserIdentity user, boolean known) {
        ConversationId id = user.conversation();
        boolean live = chats.newest(id, 1).stream().anyMatch(chat -> chat.state().live());
        Instant since = conversations.find(id).map(Conversation::startedAt).orElse(Instant.MAX);
        return new Candidate(user, known, since, live);
    }

    /// Returns the user whose conversation continues: the one with a live chat, else the oldest.
    private static Candidate main(List<Candidate> all) {
        return all.stream()
                .filter(Candidate::live)
                .findFirst()
                .orElseGet(() ->
                        all.stream()
                                .min(
                                        Comparator.comparing(Candidate::since)
                                                .thenComparing(it -> !it.known()))
                                .orElseThrow());
    }

    /// Returns the first user with the names of all. Names in this report are the newest; names of
    /// a user who stays separate are left out.
    private static UserIdentity joined(List<Candidate> users, IdentityReport report) {
        List<ConversationId> all = new ArrayList<>();
        users.forEach(it -> all.addAll(it.user().names()));
        List<ConversationId> theirs = report.names().stream().filter(all::contains).toList();
        UserIdentity main = users.getFirst().user();
        boolean news = !main.names().containsAll(all) || report.moved();
        return news ? main.with(all).with(theirs) : main;
    }
}
