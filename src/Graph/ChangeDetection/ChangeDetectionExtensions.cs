namespace Graph.ChangeDetection;

internal static class ChangeDetectionExtensions
{
    /// <summary>Looks for the changes of upstreams that send no events.</summary>
    public static IServiceCollection AddChangeDetection(this IServiceCollection services) => services.AddHostedService<ChangeDetectionService>();
}
