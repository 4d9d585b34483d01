import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Tells of the test reports below a directory: which classes were slowest, and what was skipped and why. */
public final class Report {
    private record Suite(String name, double seconds, int tests, int failed, int skipped) {}

    public static void main(String[] arguments) throws Exception {
        List<Suite> suites = new ArrayList<>();
        List<String> skips = new ArrayList<>();
        for (Path file : reports(Path.of(arguments.length > 0 ? arguments[0] : "."))) {
            Element suite = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
            suites.add(new Suite(
                    suite.getAttribute("name"),
                    Double.parseDouble(suite.getAttribute("time").replace(",", "")),
                    number(suite, "tests"),
                    number(suite, "failures") + number(suite, "errors"),
                    number(suite, "skipped")));
            skips.addAll(skips(suite));
        }
        System.out.println();
        System.out.println("The ten slowest test classes:");
        suites.stream()
                .sorted(Comparator.comparingDouble(Suite::seconds).reversed())
                .limit(10)
                .forEach(suite -> System.out.printf(Locale.ROOT, "%8.1f s  %s%n", suite.seconds(), suite.name()));
        System.out.println(skips.isEmpty() ? "No test was skipped." : "Skipped:");
        skips.forEach(skip -> System.out.println("  " + skip));
        suites.stream()
                .filter(suite -> suite.tests() == 0)
                .forEach(suite -> System.out.println("  " + suite.name() + " ran no test at all"));
        int failed = suites.stream().mapToInt(Suite::failed).sum();
        int skipped = suites.stream().mapToInt(Suite::skipped).sum();
        int passed = suites.stream().mapToInt(Suite::tests).sum() - failed - skipped;
        System.out.printf("%d passed, %d failed, %d skipped%n", passed, failed, skipped);
    }

    private static List<Path> reports(Path top) throws Exception {
        try (Stream<Path> files = Files.find(top, 4, (file, kind) -> {
            String name = file.getFileName().toString();
            String folder = String.valueOf(file.toAbsolutePath().getParent().getFileName());
            return name.startsWith("TEST-")
                    && name.endsWith(".xml")
                    && (folder.equals("surefire-reports") || folder.equals("failsafe-reports"));
        })) {
            return files.sorted().toList();
        }
    }

    private static List<String> skips(Element suite) {
        List<String> found = new ArrayList<>();
        NodeList skipped = suite.getElementsByTagName("skipped");
        for (int i = 0; i < skipped.getLength(); i++) {
            Element reason = (Element) skipped.item(i);
            Element test = (Element) reason.getParentNode();
            String said = reason.getAttribute("message").isBlank()
                    ? reason.getTextContent().strip()
                    : reason.getAttribute("message");
            found.add("%s.%s: %s".formatted(
                    test.getAttribute("classname"), test.getAttribute("name"), said.isBlank() ? "no reason given" : said));
        }
        return found;
    }

    private static int number(Element suite, String attribute) {
        String text = suite.getAttribute(attribute);
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }
}
