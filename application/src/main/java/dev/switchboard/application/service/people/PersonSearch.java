package dev.switchboard.application.service.people;

import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.people.Person;
import dev.switchboard.domain.session.BrowserId;
import dev.switchboard.domain.session.Claim;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Finds all names of one person, one page of the store at a time.
final class PersonSearch {

    private static final int PAGE = 1000;

    private final Conversations conversations;
    private final Claims claims;
    private final UserNames names;
    private final Accounts accounts;

    PersonSearch(Conversations conversations, Claims claims, UserNames names, Accounts accounts) {
        this.conversations = conversations;
        this.claims = claims;
        this.names = names;
        this.accounts = accounts;
    }

    Optional<Person> find(String name) {
        // refuses impossible names
        Person asked = new Person(name, Set.of(), Set.of(name), Set.of());
        Found found = new Found(name);
        Optional<ConversationId> whole = conversation(name).filter(this::isKnown);
        whole.ifPresentOrElse(found.conversations::add, () -> addThoseNamed(found));
        int before;
        do {
            before = found.size();
            addNames(found);
            addClaimed(found);
        } while (found.size() > before);
        boolean isNobody = found.conversations.isEmpty() && account(name).isEmpty();
        return isNobody ? Optional.empty() : Optional.of(found.person(asked.name()));
    }

    /// Returns the local account with this name.
    Optional<Account> account(String name) {
        try {
            return accounts.find(new Username(name));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }

    private static Optional<ConversationId> conversation(String name) {
        try {
            return Optional.of(ConversationId.named(name));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }

    private boolean isKnown(ConversationId id) {
        return conversations.find(id).isPresent()
                || claims.find(id).isPresent()
                || !names.find(List.of(id)).isEmpty();
    }

    private void addThoseNamed(Found found) {
        Set<ConversationId> perhaps = new HashSet<>();
        List<Conversation> page = conversations.list(null, PAGE);
        while (!page.isEmpty()) {
            for (Conversation conversation : page) {
                ConversationId id = conversation.id();
                if (found.isCalledSo(id)) {
                    found.conversations.add(id);
                }
                if (perhaps.size() < PAGE) {
                    found.besides(id).forEach(perhaps::add);
                }
            }
            page = conversations.list(page.getLast().id(), PAGE);
        }
        if (!perhaps.isEmpty()) {
            names.find(perhaps.stream().limit(PAGE).toList())
                    .forEach(user -> found.conversations.addAll(user.names()));
        }
    }

    private void addNames(Found found) {
        for (ConversationId id : List.copyOf(found.conversations)) {
            names.find(List.of(id)).forEach(user -> found.conversations.addAll(user.names()));
        }
    }

    private void addClaimed(Found found) {
        for (ConversationId id : found.conversations) {
            claims.find(id).ifPresent(found::learn);
        }
        found.shared.clear();
        eachClaim(found::noteShared);
        Person known = found.person(found.name);
        eachClaim(claim -> {
            if (known.isProvenBy(claim.owner())) {
                found.conversations.add(claim.conversation());
            }
        });
    }

    private void eachClaim(Consumer<Claim> reader) {
        List<Claim> page = claims.page(null, PAGE);
        while (!page.isEmpty()) {
            page.forEach(reader);
            page = claims.page(page.getLast().conversation(), PAGE);
        }
    }

    /// The names found so far.
    private static final class Found {

        private final String name;
        private final Set<ConversationId> conversations = new HashSet<>();
        private final Set<String> subjects = new HashSet<>();
        private final Set<BrowserId> browsers = new HashSet<>();

        /// Browsers that somebody else used under another name: messages without a name from such a
        /// browser cannot be attributed.
        private final Set<BrowserId> shared = new HashSet<>();

        Found(String name) {
            this.name = name;
            subjects.add(name);
        }

        /// Whether the name is the user's name in the conversation's own system: the whole external
        /// id, or its part after the last separator. Before that stands the line or client that the
        /// user came by.
        boolean isCalledSo(ConversationId id) {
            String external = id.externalId();
            return external.equals(name)
                    || external.endsWith("/" + name)
                    || external.endsWith(":" + name);
        }

        /// Returns the conversations that this name would have in the same system: a platform may
        /// know a user by this name whose conversation began under another one.
        Stream<ConversationId> besides(ConversationId id) {
            String value = id.value();
            int line = Math.max(value.lastIndexOf('/'), value.lastIndexOf(':'));
            return Stream.of(id.origin() + ":" + name, value.substring(0, line + 1) + name)
                    .distinct()
                    .flatMap(text -> conversation(text).stream());
        }

        void learn(Claim claim) {
            String subject = claim.owner().subject();
            BrowserId browser = claim.owner().browser();
            if (subject != null) {
                subjects.add(subject);
            }
            if (browser != null) {
                browsers.add(browser);
            }
        }

        void noteShared(Claim claim) {
            BrowserId browser = claim.owner().browser();
            String subject = claim.owner().subject();
            if (browser != null && subject != null && !subjects.contains(subject)) {
                shared.add(browser);
            }
        }

        int size() {
            return conversations.size() + subjects.size() + browsers.size();
        }

        Person person(String askedFor) {
            Set<BrowserId> own = new HashSet<>(browsers);
            own.removeAll(shared);
            return new Person(askedFor, conversations, subjects, own);
        }
    }
}
