using Graph.Execution.Binding;

namespace Graph.Execution.Schema.Rules;

/// <summary>Object types have their interfaces' fields, and a value of an interface or a union tells its type by its CLR type.</summary>
internal sealed class AbstractTypesRule : ISchemaRule
{
    public void Check(SdlIndex sdl, TypeRegistry registry, ICollection<string> problems)
    {
        foreach (var name in sdl.Interfaces.Keys.Concat(sdl.Unions.Keys))
        {
            var possible = sdl.PossibleTypes(name).Where(registry.Types.ContainsKey).Select(type => registry.Types[type]);
            foreach (var same in possible.GroupBy(type => type.ClrType).Where(group => group.Count() > 1))
            {
                problems.Add(
                    $"'{name}' cannot tell its types {string.Join(", ", same.Select(type => type.Name))} apart: all are bound to {ClrNames.Of(same.Key)}.");
            }
        }

        foreach (var (name, contract) in sdl.Interfaces)
        {
            foreach (var implementer in sdl.PossibleTypes(name))
            {
                var fields = sdl.Objects[implementer].Fields?.Items ?? [];
                foreach (var field in (contract.Fields?.Items ?? []).Where(field => fields.All(known => known.Name != field.Name)))
                {
                    problems.Add($"'{implementer}' implements '{name}', but has no field '{field.Name.StringValue}'.");
                }
            }
        }
    }
}
