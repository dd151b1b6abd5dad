package dev.switchboard.adapter.in.web.home;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HomeControllerTest {

    @Test
    void leadsPeopleAndProgramsToTheSamePlaces() {
        HomeController home = new HomeController(true, false);

        assertThat(home.ways())
                .containsEntry("console", "/console")
                .containsEntry("api", "/swagger-ui.html")
                .containsEntry("ready", "/readyz")
                .doesNotContainKey("demo");
        assertThat(home.ways().values())
                .filteredOn(address -> address.startsWith("/"))
                .allSatisfy(
                        address -> assertThat(home.page()).contains("href=\"" + address + "\""));
        assertThat(home.page()).doesNotContain("/demo/");
    }

    @Test
    void doesNotLeadToAConsoleThatIsNotServed() {
        HomeController home = new HomeController(false, false);

        assertThat(home.ways()).doesNotContainKey("console");
        assertThat(home.page()).doesNotContain("/console");
    }

    @Test
    void leadsToTheDemonstrationWhereThereIsOne() {
        HomeController home = new HomeController(true, true);

        assertThat(home.ways())
                .containsEntry("demo", "/demo/")
                .containsEntry("wallboard", "/demo/wallboard");
        assertThat(home.page()).contains("href=\"/demo/wallboard\"");
    }
}
