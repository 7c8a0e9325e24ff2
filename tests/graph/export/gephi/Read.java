import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import org.gephi.io.importer.api.Report;
import org.gephi.io.importer.impl.ImportContainerImpl;
import org.gephi.io.importer.plugin.file.ImporterGEXF;

/** Reads a file as Gephi does; prints what it complains of, and each node and edge as fields between U+001F. */
public class Read {
    static final PrintStream OUT = new PrintStream(System.out, false, java.nio.charset.StandardCharsets.UTF_8);

    public static void main(String[] arguments) throws Exception {
        var importer = new ImporterGEXF();
        importer.setReader(new InputStreamReader(new FileInputStream(arguments[0]), "UTF-8"));
        var container = new ImportContainerImpl();
        container.setReport(new Report());
        boolean read = importer.execute(container.getLoader()) && container.verify();
        tell("read", read);
        importer.getReport().getIssues(1000).forEachRemaining(issue -> tell("issue", issue.getLevel(), issue.getMessage()));
        container.closeLoader();
        var graph = container.getUnloader();
        for (var node : graph.getNodes()) {
            tell("node", node.getId(), node.getLabel(), node.getTimeSet(), node.getValue("name"), node.getValue("amount"));
        }
        for (var edge : graph.getEdges()) {
            tell("edge", edge.getId(), edge.getLabel(), edge.getTimeSet(), edge.getSource().getId(),
                edge.getTarget().getId(), edge.getType(), edge.getDirection());
        }
        OUT.flush();
    }

    static void tell(Object... fields) {
        var line = new StringBuilder();
        for (Object field : fields) {
            line.append(String.valueOf(field)).append('\u001f');
        }
        OUT.print(line.append('\u001e'));
    }
}
