using System.Text;
using Graph.Domains.Abstractions;
using Graph.Execution.Schema;
using GraphQLParser.AST;

namespace Graph.Execution.Values;

/// <summary>Makes the writer for a leaf field's SDL type and the CLR type behind it, which the schema's rules have found to fit.</summary>
internal sealed class ValueWriters(SdlIndex sdl)
{
    public ValueWriter Create(GraphQLType sdlType, Type clrType)
    {
        var (inner, isNonNull) = sdlType is GraphQLNonNullType nonNull ? (nonNull.Type, true) : (sdlType, false);
        if (Nullable.GetUnderlyingType(clrType) is { } underlying)
        {
            return Make(typeof(NullableWriter<>), [underlying], Create(sdlType, underlying));
        }

        if (clrType.IsGenericType && clrType.GetGenericTypeDefinition() == typeof(LoadResult<>))
        {
            var value = clrType.GetGenericArguments()[0];
            return Make(typeof(LoadResultWriter<>), [value], Create(sdlType, value));
        }

        if (inner is GraphQLListType list)
        {
            var element = ClrLists.ElementType(clrType)!;
            return Make(typeof(ListWriter<,>), [clrType, element], Create(list.Type, element), isNonNull);
        }

        var name = SdlIndex.NamedType(inner);
        return sdl.Enums.TryGetValue(name, out var definition)
            ? OfEnum(definition, clrType, isNonNull)
            : ScalarFormats.Writer(name, isNonNull);
    }

    private static ValueWriter OfEnum(GraphQLEnumTypeDefinition definition, Type clrType, bool isNonNull)
    {
        var values = (definition.Values?.Items ?? []).Select(value => value.Name.StringValue)
            .ToDictionary(name => name, Quoted, StringComparer.Ordinal);
        if (clrType == typeof(string))
        {
            return new EnumWriter<string>(values, isNonNull);
        }

        var names = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(clrType, typeof(byte[])))!;
        foreach (var member in Enum.GetValues(clrType))
        {
            names[member] = values[SdlEnumNames.Of(member.ToString()!)];
        }

        return Make(typeof(EnumWriter<>), [clrType], names, isNonNull);
    }

    private static byte[] Quoted(string name) => Encoding.UTF8.GetBytes($"\"{name}\"");

    private static ValueWriter Make(Type writer, Type[] types, params object[] arguments) =>
        (ValueWriter)Activator.CreateInstance(writer.MakeGenericType(types), arguments)!;
}
