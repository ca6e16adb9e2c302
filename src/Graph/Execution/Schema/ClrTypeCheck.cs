using System.Reflection;
using Graph.Domains.Abstractions;
using Graph.Execution.Binding;
using Graph.Execution.Schema.Scalars;
using GraphQLParser.AST;

namespace Graph.Execution.Schema;

/// <summary>Whether values of a CLR type are values of an SDL type.</summary>
internal sealed class ClrTypeCheck(SdlIndex sdl, TypeRegistry registry)
{
    /// <param name="sdlType">What the SDL promises.</param>
    /// <param name="clrType">What the property or the binding gives.</param>
    /// <param name="nullability">Of a property; null for a binding, whose results may be absent anyway.</param>
    /// <returns>The misfit, as the end of a sentence; null when it fits.</returns>
    public string? Problem(GraphQLType sdlType, Type clrType, NullabilityInfo? nullability)
    {
        var inner = sdlType;
        if (sdlType is GraphQLNonNullType nonNull)
        {
            inner = nonNull.Type;
            if (Nullable.GetUnderlyingType(clrType) is not null || nullability?.ReadState == NullabilityState.Nullable)
            {
                return $"may be null, but the SDL says {Text(sdlType)}";
            }
        }

        var value = Nullable.GetUnderlyingType(clrType) ?? clrType;
        return inner is GraphQLListType list
            ? ListProblem(list, value, nullability)
            : Fits(SdlIndex.NamedType(inner), value) ? null : $"is {ClrNames.Of(clrType)}, but the SDL says {Text(sdlType)}";
    }

    private string? ListProblem(GraphQLListType list, Type clrType, NullabilityInfo? nullability)
    {
        if (ClrLists.ElementType(clrType) is not { } element)
        {
            return $"is {ClrNames.Of(clrType)}, but the SDL says {Text(list)}: use IReadOnlyList<…> or an array";
        }

        var elementNullability = nullability?.ElementType ?? nullability?.GenericTypeArguments.FirstOrDefault();
        if (element.IsGenericType && element.GetGenericTypeDefinition() == typeof(LoadResult<>))
        {
            // An element that failed is null, with an error of its own.
            return list.Type is GraphQLNonNullType
                ? $"has elements that can fail one by one (LoadResult), but the SDL says {Text(list)}"
                : Problem(list.Type, element.GetGenericArguments()[0], nullability: null);
        }

        return Problem(list.Type, element, elementNullability);
    }

    private bool Fits(string sdlType, Type clrType)
    {
        if (ScalarType(sdlType) is { } scalar)
        {
            return clrType == scalar;
        }

        if (sdl.Enums.TryGetValue(sdlType, out var enumeration))
        {
            return clrType == typeof(string) || (clrType.IsEnum && Enum.GetNames(clrType).All(
                member => enumeration.Values?.Items.Any(value => value.Name.Value == SdlEnumNames.Of(member)) == true));
        }

        return sdl.IsAbstract(sdlType)
            ? sdl.PossibleTypes(sdlType).Any(possible => Bound(possible) is { } type && (clrType.IsAssignableFrom(type) || type.IsAssignableFrom(clrType)))
            : !sdl.Knows(sdlType) || Bound(sdlType) is not { } bound || bound.IsAssignableFrom(clrType);
    }

    private static Type? ScalarType(string sdlType) => sdlType switch
    {
        "String" or "ID" => typeof(string),
        "Int" => typeof(int),
        "Float" => typeof(double),
        "Boolean" => typeof(bool),
        _ => CustomScalars.ClrType(sdlType),
    };

    /// <summary>Null for unknown and unbound types: other rules report these, once.</summary>
    private Type? Bound(string type) => registry.Types.GetValueOrDefault(type)?.ClrType;

    private static string Text(GraphQLType type) => type switch
    {
        GraphQLNonNullType nonNull => $"{Text(nonNull.Type)}!",
        GraphQLListType list => $"[{Text(list.Type)}]",
        _ => SdlIndex.NamedType(type),
    };
}
