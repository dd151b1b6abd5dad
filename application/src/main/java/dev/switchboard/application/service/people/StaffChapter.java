package dev.switchboard.application.service.people;

import dev.switchboard.application.port.in.people.ShowPeople.Item;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.presence.Organisations.Entry;
import dev.switchboard.application.port.out.presence.Organisations.Membership;
import dev.switchboard.application.port.out.presence.Organisations.User;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.people.Person;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.UserPresence;
import java.util.function.Consumer;

/// The account of a staff member, and their user in the organisation.
final class StaffChapter implements Chapter {

    private static final String PRESENCE = "presence.jsonl";

    private final PersonSearch search;
    private final Organisations organisations;

    StaffChapter(PersonSearch search, Organisations organisations) {
        this.search = search;
        this.organisations = organisations;
    }

    @Override
    public void show(Person person, Consumer<Item> viewer) {
        search.account(person.name())
                .ifPresent(account -> {
                    viewer.accept(new Item.Line("accounts.jsonl", line(account)));
                    OrgIdentity identity = account.identity();
                    if (identity != null) {
                        showPresence(identity, viewer);
                    }
                });
    }

    private static String line(Account account) {
        return new Fields()
                .with("username", account.username().value())
                .with("created_at", account.createdAt())
                .with("roles", account.roles().stream().map(Enum::name).sorted().toList())
                .with("client", account.client())
                .toJson();
    }

    private void showPresence(OrgIdentity identity, Consumer<Item> viewer) {
        organisations
                .load(new OrgId(identity.orgId()))
                .ifPresent(stored -> {
                    for (Entry entry : stored.entries()) {
                        if (entry instanceof User user && user.number() == identity.userId()) {
                            viewer.accept(new Item.Line(PRESENCE, line(identity, user)));
                        }
                        if (entry instanceof Membership it && it.user() == identity.userId()) {
                            viewer.accept(new Item.Line(PRESENCE, line(identity, it)));
                        }
                    }
                });
    }

    private static String line(OrgIdentity identity, User user) {
        UserPresence presence = user.presence();
        return new Fields()
                .with("organisation", identity.orgId())
                .with("user", user.number())
                .with("name", presence.name())
                .with("email", presence.email())
                .with("call", presence.call().phase().text())
                .with("availability", presence.availability().name())
                .with("version", presence.version())
                .toJson();
    }

    private static String line(OrgIdentity identity, Membership membership) {
        return new Fields()
                .with("organisation", identity.orgId())
                .with("user", membership.user())
                .with("group", membership.group())
                .toJson();
    }
}
