import convnets.train.Classifier;
import java.nio.file.Path;

/** Says what a picture shows: a program of your own. */
public class WhatIsIt {

    public static void main(String[] arguments) {
        Classifier classifier = Classifier.load(Path.of(arguments[0]));
        for (int i = 1; i < arguments.length; i++) {
            var best = classifier.classify(Path.of(arguments[i])).best();
            System.out.printf("%s: %s%n", arguments[i], best.getClassName());
        }
    }
}
