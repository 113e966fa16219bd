package io.github.botmetry.jda;

import java.util.List;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.hooks.AnnotatedEventManager;
import net.dv8tion.jda.api.hooks.IEventManager;
import net.dv8tion.jda.api.hooks.InterfacedEventManager;

/** Observed managers of JDA's own classes, to which bots cast what their JDA has. */
final class CastableManagers {

    private CastableManagers() {}

    /** The manager, as the class of JDA that it stands for, if it is one. */
    static IEventManager of(ObservedEventManager observed) {
        Class<?> original = observed.original().getClass();
        if (original == InterfacedEventManager.class) {
            return new Interfaced(observed);
        }
        return original == AnnotatedEventManager.class ? new Annotated(observed) : observed;
    }

    private static final class Interfaced extends InterfacedEventManager implements ObservedEventManager.Holder {

        private final ObservedEventManager observed;

        Interfaced(ObservedEventManager observed) {
            this.observed = observed;
        }

        @Override
        public ObservedEventManager observed() {
            return observed;
        }

        @Override
        public void register(Object listener) {
            observed.register(listener);
        }

        @Override
        public void unregister(Object listener) {
            observed.unregister(listener);
        }

        @Override
        public List<Object> getRegisteredListeners() {
            return observed.getRegisteredListeners();
        }

        @Override
        public void handle(GenericEvent event) {
            observed.handle(event);
        }
    }

    private static final class Annotated extends AnnotatedEventManager implements ObservedEventManager.Holder {

        private final ObservedEventManager observed;

        Annotated(ObservedEventManager observed) {
            this.observed = observed;
        }

        @Override
        public ObservedEventManager observed() {
            return observed;
        }

        @Override
        public void register(Object listener) {
            observed.register(listener);
        }

        @Override
        public void unregister(Object listener) {
            observed.unregister(listener);
        }

        @Override
        public List<Object> getRegisteredListeners() {
            return observed.getRegisteredListeners();
        }

        @Override
        public void handle(GenericEvent event) {
            observed.handle(event);
        }
    }
}
