using GraphQLParser.AST;

namespace Graph.Execution.Schema;

/// <summary>Reads <c>@authenticated</c> and <c>@requiresRole</c> of one field or type.</summary>
internal static class AccessDirectives
{
    public const string Authenticated = "authenticated";

    public const string RequiresRole = "requiresRole";

    public static bool IsAuthenticated(IHasDirectivesNode? node) => node is not null && Find(node, Authenticated).Any();

    public static bool IsGuarded(IHasDirectivesNode node) => IsAuthenticated(node) || Find(node, RequiresRole).Any();

    /// <summary>The roles that are asked for; empty text for a directive that names none.</summary>
    public static IEnumerable<string> Roles(IHasDirectivesNode node) => Find(node, RequiresRole).Select(directive =>
        directive.Arguments?.Items.Find(argument => argument.Name.Value == "role")?.Value is GraphQLStringValue role ? role.Value.ToString() : "");

    private static IEnumerable<GraphQLDirective> Find(IHasDirectivesNode node, string name) =>
        (node.Directives?.Items ?? []).Where(directive => directive.Name.Value == name);
}
