package dev.switchboard.domain.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.domain.InvalidValueException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTagTest {

    @ParameterizedTest
    @CsvSource({"es,es", "ES,es", "pt-br,pt-BR", "PT-BR,pt-BR", "nah,nah", "es-419,es-419"})
    void hasItsUsualCase(String given, String kept) {
        assertThat(new LanguageTag(given).value()).isEqualTo(kept);
        assertThat(new LanguageTag(given)).isEqualTo(new LanguageTag(kept)).hasToString(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "e", "span", "es_MX", "es-", "es-MEX", "es-4", "zh-Hans-CN", "es "})
    void isALanguageAndPerhapsARegion(String given) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new LanguageTag(given))
                .matches(e -> e.field().equals("locale") && e.detail().contains("pt-BR"));
    }
}
