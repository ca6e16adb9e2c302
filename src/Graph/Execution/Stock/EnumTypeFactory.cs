using GraphQL.Types;

namespace Graph.Execution.Stock;

/// <summary>Makes the schema builder use <see cref="SdlEnumType"/>.</summary>
internal sealed class EnumTypeFactory : IServiceProvider, IGraphTypeFactory<EnumerationGraphType>
{
    public EnumerationGraphType Create() => new SdlEnumType();

    public object? GetService(Type serviceType) =>
        serviceType == typeof(IGraphTypeFactory<EnumerationGraphType>) ? this
        : serviceType.IsAbstract ? null : Activator.CreateInstance(serviceType);
}
