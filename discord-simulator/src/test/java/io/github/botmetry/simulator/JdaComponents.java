package io.github.botmetry.simulator;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import net.dv8tion.jda.api.interactions.callbacks.IModalCallback;
import net.dv8tion.jda.api.requests.RestAction;
import net.dv8tion.jda.api.utils.messages.MessageRequest;

/** Makes components by reflection: JDA 6 moved their classes, and these tests compile against 5 and 6. */
final class JdaComponents {
    private static final String API = "net.dv8tion.jda.api.";

    private JdaComponents() {}

    static Object button(String id, String label) {
        Class<?> type = load("components.buttons.Button", "interactions.components.buttons.Button");
        return call(type, null, "primary", id, label);
    }

    static Object select(String id, String... values) {
        Class<?> type =
                load("components.selections.StringSelectMenu", "interactions.components.selections.StringSelectMenu");
        Object builder = call(type, null, "create", id);
        for (String value : values) {
            call(builder.getClass(), builder, "addOption", value, value);
        }
        return call(builder.getClass(), builder, "build");
    }

    /** Sets one row of components. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    static <R extends MessageRequest<R>> R with(R request, Object... components) {
        Class<?> row = load("components.actionrow.ActionRow", "interactions.components.ActionRow");
        Object made = call(row, null, "of", List.of(components));
        ((MessageRequest) request).setComponents((Collection) List.of(made));
        return request;
    }

    /** Answers with a modal of short text inputs; in labels on JDA 6, in action rows on JDA 5. */
    static void replyModal(IModalCallback event, String id, String title, String... inputIds) {
        Object builder = call(load("modals.Modal", "interactions.modals.Modal"), null, "create", id, title);
        Class<?> builderType = load("modals.Modal$Builder", "interactions.modals.Modal$Builder");
        for (String inputId : inputIds) {
            call(builderType, builder, "addComponents", List.of(input(inputId)));
        }
        Object action = call(IModalCallback.class, event, "replyModal", call(builderType, builder, "build"));
        call(RestAction.class, action, "queue");
    }

    private static Object input(String id) {
        Class<?> inputType = load("components.textinput.TextInput", "interactions.components.text.TextInput");
        Class<?> style = load("components.textinput.TextInputStyle", "interactions.components.text.TextInputStyle");
        Object shortStyle = style.getEnumConstants()[1];
        if (isNewest()) {
            Object builder = call(inputType, null, "create", id, shortStyle);
            Class<?> label = load("components.label.Label", "");
            return call(label, null, "of", id, call(builder.getClass(), builder, "build"));
        }
        Object builder = call(inputType, null, "create", id, id, shortStyle);
        Object built = call(builder.getClass(), builder, "build");
        return call(load("", "interactions.components.ActionRow"), null, "of", List.of(built));
    }

    private static boolean isNewest() {
        try {
            Class.forName(API + "components.label.Label");
            return true;
        } catch (ClassNotFoundException jda5) {
            return false;
        }
    }

    private static Class<?> load(String newest, String oldest) {
        try {
            return Class.forName(API + (isNewest() ? newest : oldest));
        } catch (ClassNotFoundException moved) {
            throw new AssertionError("JDA has moved it again", moved);
        }
    }

    private static Object call(Class<?> type, Object target, String name, Object... arguments) {
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name) && fits(method.getParameterTypes(), arguments)) {
                try {
                    method.setAccessible(true);
                    return method.invoke(target, arguments);
                } catch (ReflectiveOperationException failed) {
                    throw new AssertionError(method + " failed", failed);
                }
            }
        }
        throw new AssertionError("no " + name + Arrays.toString(arguments) + " in " + type);
    }

    private static boolean fits(Class<?>[] types, Object... arguments) {
        if (types.length != arguments.length) {
            return false;
        }
        for (int index = 0; index < types.length; index++) {
            if (!types[index].isInstance(arguments[index])) {
                return false;
            }
        }
        return true;
    }
}
