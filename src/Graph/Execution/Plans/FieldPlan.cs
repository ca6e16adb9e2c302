using System.Text;
using GraphQLParser.AST;

namespace Graph.Execution.Plans;

/// <summary>One field of a response's object.</summary>
internal sealed class FieldPlan
{
    /// <param name="kind">How it comes to its value.</param>
    /// <param name="responseKey">Its alias, or its name.</param>
    /// <param name="node">Where it is selected first in the document.</param>
    /// <param name="isFirst">Whether it is the first of its object.</param>
    public FieldPlan(FieldKind kind, string responseKey, GraphQLField node, bool isFirst)
    {
        Kind = kind;
        ResponseKey = responseKey;
        Node = node;
        Opening = Encoding.UTF8.GetBytes($"{(isFirst ? '{' : ',')}\"{responseKey}\":");
    }

    public FieldKind Kind { get; }

    public string ResponseKey { get; }

    public GraphQLField Node { get; }

    /// <summary>What stands in the response before its value.</summary>
    public byte[] Opening { get; }

    /// <summary>What the schema says of it; null for <c>__typename</c>, <c>__schema</c> and <c>__type</c>.</summary>
    public FieldDefinition? Definition { get; init; }

    public FieldArguments? Arguments { get; init; }

    /// <summary>What is selected of its objects; null for a leaf.</summary>
    public ObjectPlans? Objects { get; init; }

    /// <summary><c>__typename</c> as JSON.</summary>
    public byte[]? TypeName { get; init; }

    /// <summary>Every selection that was merged into this one, for introspection.</summary>
    public IReadOnlyList<GraphQLField> Nodes { get; init; } = [];

    /// <summary>Its place among the fields that are had before the response is written.</summary>
    public int Column { get; set; } = -1;

    public string Name => Node.Name.StringValue;

    public bool IsAhead => Kind is FieldKind.ObjectsAhead or FieldKind.Call or FieldKind.Event or FieldKind.Introspection;
}
