using Graph.Execution.Binding;

namespace Graph.Execution.Schema.Rules;

/// <summary>Every binding has its place in the SDL.</summary>
internal sealed class BindingsRule : ISchemaRule
{
    public void Check(SdlIndex sdl, TypeRegistry registry, ICollection<string> problems)
    {
        foreach (var binding in registry.Types.Values)
        {
            if (!sdl.Objects.TryGetValue(binding.Name, out var type))
            {
                problems.Add($"Type '{binding.Name}' is bound to {ClrNames.Of(binding.ClrType)}, but the SDL has no such object type.");
                continue;
            }

            foreach (var field in binding.Fields.Values.Where(field => type.Fields?.Items.Any(known => known.Name.Value == field.Name) != true))
            {
                problems.Add($"Domain {field.Domain} binds '{binding.Name}.{field.Name}', but the SDL has no such field.");
            }
        }
    }
}
