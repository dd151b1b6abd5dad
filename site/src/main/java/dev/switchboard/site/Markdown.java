package dev.switchboard.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/// Documents in Markdown as pages, with tables and with the anchors that GitHub gives headings.
final class Markdown {

    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private Markdown() {}

    /// @param links rewrites the address of a link or image
    static Page page(String address, String text, UnaryOperator<String> links) {
        Node document = PARSER.parse(text);
        document.accept(new Rewriting(links));
        Sections sections = new Sections();
        document.accept(sections);
        List<Page.Section> found = sections.all();
        String title = found.stream().skip(1).findFirst().orElse(found.getFirst()).heading();
        return new Page(address, title, rendered(document, sections.anchors), found);
    }

    /// A text of the API description.
    static String html(String text) {
        return rendered(PARSER.parse(text), Map.of());
    }

    private static String rendered(Node document, Map<Node, String> anchors) {
        return HtmlRenderer.builder()
                .extensions(List.of(TablesExtension.create()))
                .attributeProviderFactory(_ ->
                        (node, _, attributes) -> {
                            String anchor = anchors.get(node);
                            if (anchor != null) {
                                attributes.put("id", anchor);
                            }
                        })
                .build()
                .render(document);
    }

    private static final class Rewriting extends AbstractVisitor {

        private final UnaryOperator<String> links;

        Rewriting(UnaryOperator<String> links) {
            this.links = links;
        }

        @Override
        public void visit(Link link) {
            link.setDestination(links.apply(link.getDestination()));
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            image.setDestination(links.apply(image.getDestination()));
            visitChildren(image);
        }
    }

    /// Cuts a document into the parts below its headings.
    private static final class Sections extends AbstractVisitor {

        private final Map<Node, String> anchors = new HashMap<>();
        private final Slug slug = new Slug();
        private final List<Page.Section> done = new ArrayList<>();
        private String anchor = "";
        private String heading = "";
        private StringBuilder words = new StringBuilder();

        List<Page.Section> all() {
            List<Page.Section> all = new ArrayList<>(done);
            all.add(current());
            return all;
        }

        private Page.Section current() {
            return new Page.Section(anchor, heading, words.toString().strip());
        }

        @Override
        public void visit(Heading node) {
            done.add(current());
            words = new StringBuilder();
            visitChildren(node);
            heading = words.toString().strip();
            anchor = slug.of(heading);
            anchors.put(node, anchor);
            words = new StringBuilder();
        }

        @Override
        public void visit(Text node) {
            words.append(node.getLiteral());
        }

        @Override
        public void visit(Code node) {
            words.append(node.getLiteral());
        }

        @Override
        public void visit(FencedCodeBlock node) {
            words.append(node.getLiteral()).append(' ');
        }

        @Override
        public void visit(SoftLineBreak node) {
            words.append(' ');
        }

        @Override
        public void visit(HardLineBreak node) {
            words.append(' ');
        }

        @Override
        public void visit(Paragraph node) {
            visitChildren(node);
            words.append(' ');
        }

        @Override
        public void visit(CustomNode node) {
            visitChildren(node);
            if (node instanceof TableCell) {
                words.append(' ');
            }
        }
    }
}
