package convnets.train;

import ai.djl.training.initializer.Initializer;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** By what name a history remembers a rule for the first weights. */
final class InitializerName {

    private InitializerName() {}

    /**
     * What the rule says of itself, as the course's do. DJL's say nothing: then its class and the
     * numbers in it, which it shows in no other way.
     */
    static String of(Initializer rule) {
        try {
            if (rule.getClass().getMethod("toString").getDeclaringClass() != Object.class) {
                return rule.toString();
            }
            String name = rule.getClass().isHidden() ? "lambda" : rule.getClass().getSimpleName();
            List<String> numbers = new ArrayList<>();
            for (Field field : rule.getClass().getDeclaredFields()) {
                if (isNumber(field) && field.trySetAccessible()) {
                    numbers.add(field.getName() + " " + field.get(rule));
                }
            }
            return name + (numbers.isEmpty() ? "" : numbers);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e); // cannot happen: every class has toString()
        }
    }

    private static boolean isNumber(Field field) {
        return !Modifier.isStatic(field.getModifiers())
                && (field.getType().isPrimitive() || field.getType().isEnum());
    }
}
