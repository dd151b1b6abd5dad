package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.adapter.out.persistence.document.DocumentTable.Amendment;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.application.port.out.preference.KeptPreferences;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.preference.Preferences;
import dev.switchboard.domain.preference.Preferences.Density;
import dev.switchboard.domain.preference.Preferences.Locale;
import dev.switchboard.domain.preference.Preferences.SendWith;
import dev.switchboard.domain.preference.Preferences.Theme;
import java.util.EnumSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Preferences, one document for each account that has chosen something.
public final class DocumentPreferences implements KeptPreferences {

    private static final Function<Document, Stream<Preferences>> READER =
            DocumentFields.reader(TableForm.PREFERENCES, DocumentPreferences::toPreferences);

    private final DocumentTable table;

    /// @param table a table of the form [TableForm#PREFERENCES]
    public DocumentPreferences(DocumentTable table) {
        this.table = table;
    }

    @Override
    public Preferences of(Username owner) {
        return table.find(owner.value()).stream()
                .flatMap(READER)
                .findFirst()
                .orElseGet(() -> Preferences.none(owner));
    }

    @Override
    public boolean save(Preferences preferences) {
        Change change = Change.to(toDocument(preferences), preferences.version());
        return table.write(change) instanceof DocumentTable.Outcome.Done;
    }

    @Override
    public void remove(Username owner) {
        var _ = table.write(new Amendment.Remove(owner.value()));
    }

    private static Document toDocument(Preferences preferences) {
        return DocumentFields.present(
                new Document("_id", preferences.owner().value())
                        .append("version", preferences.version())
                        .append("locale", name(preferences.locale()))
                        .append("theme", name(preferences.theme()))
                        .append("density", name(preferences.density()))
                        .append("sounds", preferences.sounds())
                        .append("notifications", preferences.notifications())
                        .append("shortcuts", preferences.shortcuts())
                        .append("send_with", name(preferences.sendWith())));
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static Preferences toPreferences(DocumentFields fields) {
        return new Preferences(
                new Username(fields.text("_id")),
                fields.number("version"),
                named(Locale.class, fields.textIfAny("locale")),
                named(Theme.class, fields.textIfAny("theme")),
                named(Density.class, fields.textIfAny("density")),
                fields.flagIfAny("sounds"),
                fields.flagIfAny("notifications"),
                fields.flagIfAny("shortcuts"),
                named(SendWith.class, fields.textIfAny("send_with")));
    }

    /// Reads a value. One that only a newer hub knows counts as never chosen.
    private static <E extends Enum<E>> @Nullable E named(Class<E> type, @Nullable String name) {
        return EnumSet.allOf(type).stream()
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
