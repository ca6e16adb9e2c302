using System.Reflection;
using Graph.Domains.Abstractions;

namespace Graph.Domains.Tests.Seam;

/// <summary>A domain by its static members. Found by reflection here, and only here, so that a new domain cannot be left out.</summary>
internal sealed record DomainModule(string Name, Action<IDomainBuilder> Register)
{
    public static IReadOnlyList<DomainModule> All { get; } = [.. In(typeof(IDomainModule).Assembly)];

    public static IReadOnlyList<DomainModule> Samples { get; } = [.. In(typeof(DomainModule).Assembly)];

    public static DomainModule Of<TDomain>() where TDomain : IDomainModule => new(TDomain.Name, TDomain.Register);

    private static IEnumerable<DomainModule> In(Assembly assembly)
    {
        var of = typeof(DomainModule).GetMethod(nameof(Of))!;
        return from type in assembly.GetTypes()
               where type.IsAssignableTo(typeof(IDomainModule)) && !type.IsInterface
               select (DomainModule)of.MakeGenericMethod(type).Invoke(null, null)!;
    }
}
