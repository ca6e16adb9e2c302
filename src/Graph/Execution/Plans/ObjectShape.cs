using Graph.Execution.Schema;
using GraphQLParser.AST;

namespace Graph.Execution.Plans;

/// <summary>The lists around an object of a field's type, and what of it may be null.</summary>
/// <param name="IsNonNull">Whether this part is never null.</param>
/// <param name="Elements">Reads the list that this is; null for the object itself.</param>
/// <param name="Element">The shape of each element; null for the object itself.</param>
internal sealed record ObjectShape(bool IsNonNull, ElementReader? Elements, ObjectShape? Element)
{
    /// <param name="sdlType">What the SDL says.</param>
    /// <param name="clrType">What the domain gives, which the schema's rules have found to fit.</param>
    public static ObjectShape Of(GraphQLType sdlType, Type clrType)
    {
        var (inner, isNonNull) = sdlType is GraphQLNonNullType nonNull ? (nonNull.Type, true) : (sdlType, false);
        if (inner is not GraphQLListType list)
        {
            return new ObjectShape(isNonNull, null, null);
        }

        var element = ClrLists.ElementType(clrType)!;
        return new ObjectShape(isNonNull, ElementReader.Of(element), Of(list.Type, ElementReader.ValueType(element)));
    }
}
