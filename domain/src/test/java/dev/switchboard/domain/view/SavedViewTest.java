package dev.switchboard.domain.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SavedViewTest {

    private static SavedView view(String screen, String name, String query) {
        return new SavedView("0".repeat(24), 1, Shelf.of(TenantId.DEFAULT), screen, name, query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "target=channel%3Aslack&reason=exhausted",
                "words=lleg%C3%B3+roto&from=2026-01-31",
                "flag"
            })
    void keepsTheFiltersOfAScreen(String query) {
        assertThat(view("hub/parked", "Slack ñ", query).query()).isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "Hub      | name | a=1            | screen",
                "hub/a/b  | name | a=1            | screen",
                "hub/../x | name | a=1            | screen",
                "search   | ' '  | a=1            | name",
                "search   | name | a=b c          | query",
                "search   | name | a=1#b          | query",
                "search   | name | a=1&&b=2       | query",
                "search   | name | =1             | query",
                "search   | name | access_token=1 | query",
                "search   | name | a=1&key=2      | query",
                "search   | name | client_secret=1 | query"
            })
    void isNeitherAnotherAddressNorACredential(
            String screen, String name, String query, String field) {
        assertThatThrownBy(() -> view(screen, name, query))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refused -> assertThat(refused.field()).isEqualTo(field));
    }

    @Test
    void hasOneIdForEachKeyOfAPerson() {
        Shelf own = new Shelf(TenantId.DEFAULT, new AgentId("ada"));
        Shelf elsewhere = new Shelf(new TenantId("elektra"), new AgentId("ada"));
        String id = SavedView.idOf(own, "k-1");

        assertThat(id).matches("[0-9a-f]{24}").isEqualTo(SavedView.idOf(own, "k-1"));
        assertThat(id)
                .isNotEqualTo(SavedView.idOf(own, "k-2"))
                .isNotEqualTo(SavedView.idOf(elsewhere, "k-1"));
    }

    @Test
    void isRepeatedByTheSameInTheSamePlace() {
        SavedView view = view("search", "name", "a=1");

        assertThat(view.withVersion(3).isAs(view)).isTrue();
        assertThat(view.isAs(view("search", "other", "a=1"))).isFalse();
        assertThat(view.isAs(view("search", "name", "a=2"))).isFalse();
    }

    @Test
    void hasABound() {
        assertThat(view("search", "n".repeat(60), "a=" + "1".repeat(1998)).name()).hasSize(60);
        assertThatThrownBy(() -> view("search", "n".repeat(61), ""))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> view("search", "name", "a=" + "1".repeat(1999)))
                .isInstanceOf(InvalidValueException.class);
    }
}
