using GraphQL.Types;
using GraphQLParser.AST;

namespace Graph.Execution.Plans;

/// <summary>A type whose values are the same before and after coercion: <c>ID</c>, <c>String</c>, <c>Int</c>, <c>Boolean</c>, and lists of
/// them.</summary>
/// <param name="IsNonNull">Whether null is none of its values.</param>
/// <param name="Clr">Of a scalar: what its values are.</param>
/// <param name="Element">Of a list: what its elements are.</param>
internal sealed record PlainType(bool IsNonNull, Type? Clr, PlainType? Element)
{
    /// <returns>Null for any other type.</returns>
    public static PlainType? Of(GraphQLType type, ISchema schema) => type switch
    {
        GraphQLNonNullType nonNull => Of(nonNull.Type, schema) is { } inner ? inner with { IsNonNull = true } : null,
        GraphQLListType list => Of(list.Type, schema) is { } element ? new PlainType(IsNonNull: false, null, element) : null,
        GraphQLNamedType named when ClrOf(schema.AllTypes[named.Name.Value]) is { } clr => new PlainType(IsNonNull: false, clr, null),
        _ => null,
    };

    /// <summary>Whether a value is one of it already.</summary>
    public bool Takes(object? value)
    {
        if (value is null)
        {
            return !IsNonNull;
        }

        if (Element is null)
        {
            return value.GetType() == Clr;
        }

        return value is List<object?> items && items.TrueForAll(Element.Takes);
    }

    // An Int is an ID too, and a list's element a list: what has to be turned into something else is not plain.
    private static Type? ClrOf(IGraphType? type) => type switch
    {
        IdGraphType or StringGraphType => typeof(string),
        IntGraphType => typeof(int),
        BooleanGraphType => typeof(bool),
        _ => null,
    };
}
