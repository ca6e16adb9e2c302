using GraphQLParser.AST;

namespace Graph.Execution.Plans;

/// <summary>What <c>@skip</c> and <c>@include</c> leave of a document, for one set of values of the variables that they ask.</summary>
/// <param name="variables">The variables' names.</param>
/// <param name="values">Their values.</param>
internal sealed class Conditions(IReadOnlyList<string> variables, bool[] values)
{
    public bool Include(IHasDirectivesNode node)
    {
        foreach (var directive in node.Directives?.Items ?? [])
        {
            if (Of(directive) is { } condition && IsTrue(condition) != (directive.Name.Value == "include"))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What a directive asks; null for one that is no condition.</summary>
    public static GraphQLValue? Of(GraphQLDirective directive) => directive.Name.Value == "skip" || directive.Name.Value == "include"
        ? directive.Arguments?.Items.Find(argument => argument.Name.Value == "if")?.Value
        : null;

    private bool IsTrue(GraphQLValue condition)
    {
        if (condition is not GraphQLVariable variable)
        {
            return condition is GraphQLBooleanValue { BoolValue: true };
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (variable.Name.Value == variables[i])
            {
                return values[i];
            }
        }

        return false;
    }
}
