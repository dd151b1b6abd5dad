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
import java.util.function.Predicate;
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
        Set<ConversationId> told = new LinkedHashSet<>();
        all.forEach(each -> told.addAll(each.names()));
        Map<ConversationId, UserIdentity> known = known(told);
        List<IdentityReport> news = all.stream().filter(each -> isNews(each, known)).toList();
        news.forEach(this::take);
        Map<ConversationId, UserIdentity> now = news.isEmpty() ? known : known(told);
        Map<ConversationId, ConversationId> leads = new HashMap<>();
        told.forEach(name -> leads.put(name, user(name, now).conversation()));
        return leads;
    }

    private Map<ConversationId, UserIdentity> known(Collection<ConversationId> told) {
        Map<ConversationId, UserIdentity> known = new HashMap<>();
        if (!told.isEmpty()) {
            names.find(told).forEach(user -> user.names().forEach(name -> known.put(name, user)));
        }
        return known;
    }

    private static UserIdentity user(ConversationId name, Map<ConversationId, UserIdentity> known) {
        UserIdentity user = known.get(name);
        return user == null ? UserIdentity.of(name) : user;
    }

    private static boolean isNews(IdentityReport told, Map<ConversationId, UserIdentity> known) {
        UserIdentity first = user(told.names().getFirst(), known);
        return !first.names().containsAll(told.names())
                || (told.moved() && !first.names().getLast().equals(told.names().getLast()));
    }

    private void take(IdentityReport told) {
        for (int i = 0; i < TRIES; i++) {
            if (tried(told) == Replaced.DONE) {
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
    }

    private Replaced tried(IdentityReport told) {
        Map<ConversationId, UserIdentity> known = known(told.names());
        List<Candidate> all =
                told.names().stream()
                        .map(name -> user(name, known))
                        .distinct()
                        .map(user -> candidate(user, known.containsValue(user)))
                        .toList();
        if (!told.speaks() && all.stream().noneMatch(Candidate::exists)) {
            return Replaced.DONE;
        }
        Candidate main = main(all);
        List<Candidate> others = all.stream().filter(it -> !it.equals(main) && !it.live()).toList();
        Predicate<Candidate> byItsOwn = it -> told.names().contains(it.user().conversation());
        for (Candidate robbed : others) {
            if (told.moved() && !byItsOwn.test(robbed)) {
                UserIdentity rest = robbed.user().without(told.names());
                names.replace(List.of(robbed.user()), rest);
                // the owner of that name is determined again
                return Replaced.OVERTAKEN;
            }
        }
        List<Candidate> one =
                Stream.concat(Stream.of(main), others.stream().filter(byItsOwn)).toList();
        UserIdentity next = joined(one, told);
        return one.size() == 1 && next.equals(main.user())
                ? Replaced.DONE
                : names.replace(
                        one.stream().filter(Candidate::known).map(Candidate::user).toList(), next);
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
    private static UserIdentity joined(List<Candidate> one, IdentityReport told) {
        List<ConversationId> all = new ArrayList<>();
        one.forEach(it -> all.addAll(it.user().names()));
        List<ConversationId> theirs = told.names().stream().filter(all::contains).toList();
        UserIdentity main = one.getFirst().user();
        boolean news = !main.names().containsAll(all) || told.moved();
        return news ? main.with(all).with(theirs) : main;
    }
}
