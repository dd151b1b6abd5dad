package bench;

import dev.switchboard.application.port.out.message.Journal;
import org.springframework.beans.factory.config.BeanPostProcessor;

/// Takes the hub's journal away: becomes one of its beans by `-Dspring.main.sources`, in the benchmark
/// only.
public final class WithoutJournal implements BeanPostProcessor {

    private static final String STORES = "dev.switchboard.adapter.out.persistence";

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        boolean stores = bean instanceof Journal && bean.getClass().getName().startsWith(STORES);
        return stores ? new Forgetful() : bean;
    }
}
